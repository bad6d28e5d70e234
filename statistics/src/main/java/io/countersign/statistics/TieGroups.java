package io.countersign.statistics;

/**
 * Cases of one score joined, by rising score. Whatever works on these cannot tell a weight from a repetition, nor depend
 * on the order of cases.
 */
public final class TieGroups {
    private final double[] scores;
    private final double[] weights;
    private final double[] outcomeSums;

    TieGroups(double[] scores, double[] weights, double[] outcomeSums) {
        this.scores = scores;
        this.weights = weights;
        this.outcomeSums = outcomeSums;
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
}
