package io.countersign.feedback.metrics;

/**
 * What is known of one question ("was the label right?") in one part of the cases.
 *
 * @param population how many cases the part has
 * @param truths how many of them have ground truth
 * @param truthsRight how many of those were right
 * @param drawn how many of the rest people judged because routing asked them to, before the model's answer was shown
 * @param weight sum of 1 / propensity of the drawn
 * @param weightRight the same of those that were right
 * @param squares sum of the squares of 1 / propensity of the drawn
 */
public record Looks(
        long population, long truths, long truthsRight, long drawn, double weight, double weightRight, double squares) {

    /** Only ground truth is known. */
    public static Looks ofTruths(long population, long truths, long truthsRight) {
        return new Looks(population, truths, truthsRight, 0, 0, 0, 0);
    }

    public long known() {
        return truths + drawn;
    }
}
