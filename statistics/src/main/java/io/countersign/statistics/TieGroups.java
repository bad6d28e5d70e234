package io.countersign.statistics;

/**
 * Cases of one score joined, by rising score. Whatever works on these cannot depend on the order of cases, nor tell a
 * weight from a repetition, but for {@link #squaredWeight}.
 */
public final class TieGroups {
    private final double[] scores;
    private final double[] weights;
    private final double[] outcomeSums;
    private final double[] squaredWeights;

    TieGroups(double[] scores, double[] weights, double[] outcomeSums, double[] squaredWeights) {
        this.scores = scores;
        this.weights = weights;
        this.outcomeSums = outcomeSums;
        this.squaredWeights = squaredWeights;
    }

    /** How many different scores. */
    public int size() {
        return scores.length;
    }

    /** The g-th lowest score. */
    public double score(int g) {
        return scores[g];
    }

    /** The weight of all cases with that score. */
    public double weight(int g) {
        return weights[g];
    }

    /** The weighted sum of their outcomes. */
    public double outcomeSum(int g) {
        return outcomeSums[g];
    }

    /**
     * The sum of the squares of their weights: weight times weight over this is how many cases of equal weight tell as much
     * (the effective sample size, Kish 1965).
     */
    public double squaredWeight(int g) {
        return squaredWeights[g];
    }
}
