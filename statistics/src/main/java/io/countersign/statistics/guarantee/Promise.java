package io.countersign.statistics.guarantee;

/**
 * What is to be kept.
 *
 * @param target the largest share of automated decisions that may be wrong, between 0 and 1
 * @param confidence how sure one wants to be that it is kept, between 0 and 1, such as 0.95
 */
public record Promise(double target, double confidence) {

    /** Refuses what is not between 0 and 1. */
    public Promise {
        if (!(target > 0 && target < 1 && confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("target " + target + ", confidence " + confidence);
        }
    }

    /** The chance that is left for the promise to be broken. */
    double chance() {
        return 1 - confidence;
    }

    /** The same promise with the chance divided, for when several are tested at once. */
    Promise shared(int among) {
        return new Promise(target, 1 - chance() / among);
    }
}
