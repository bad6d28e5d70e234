package io.countersign.statistics.errormodel;

/**
 * A past case to learn from.
 *
 * @param signals what was known when it was routed
 * @param wrong whether the model turned out to be wrong (or people to disagree): what shall be predicted
 * @param weight how many cases it stands for, not negative
 * @param unit its independent unit; cases of one unit are kept on one side of every split
 */
public record LabelledCase(Signals signals, boolean wrong, double weight, String unit) {

    public LabelledCase {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight must be a number not under 0, not " + weight);
        }
    }
}
