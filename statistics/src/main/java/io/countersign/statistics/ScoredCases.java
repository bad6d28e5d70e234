package io.countersign.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Cases with a score and an outcome each, and a weight: the input of calibration, selection and guarantees.
 *
 * <p>The score is larger where the model is surer. The outcome is 1 where the model was right and 0 where it was wrong,
 * or a share between them where people disagree. A weight of w counts as w cases; use the inverse of the probability
 * of having been looked at where not every case was. Immutable.
 */
public final class ScoredCases {
    private final double[] score;
    private final double[] outcome;
    private final double[] weight;

    private ScoredCases(double[] score, double[] outcome, double[] weight) {
        this.score = score;
        this.outcome = outcome;
        this.weight = weight;
    }

    /**
     * Cases that count once each.
     *
     * @param score finite, of length n
     * @param correct whether the model was right, of length n
     */
    public static ScoredCases of(double[] score, boolean[] correct) {
        double[] outcome = IntStream.range(0, correct.length)
                .mapToDouble(i -> correct[i] ? 1 : 0)
                .toArray();
        double[] weight = new double[score.length];
        Arrays.fill(weight, 1);
        return of(score, outcome, weight);
    }

    /**
     * Weighted cases.
     *
     * @param score finite, of length n
     * @param outcome each in 0..1, of length n
     * @param weight finite and positive, of length n
     * @throws IllegalArgumentException if a length or a range is wrong
     */
    public static ScoredCases of(double[] score, double[] outcome, double[] weight) {
        if (outcome.length != score.length || weight.length != score.length) {
            throw new IllegalArgumentException(
                    "%d scores, %d outcomes, %d weights".formatted(score.length, outcome.length, weight.length));
        }
        for (int i = 0; i < score.length; i++) {
            boolean sound = Double.isFinite(score[i])
                    && outcome[i] >= 0
                    && outcome[i] <= 1
                    && weight[i] > 0
                    && Double.isFinite(weight[i]);
            if (!sound) {
                throw new IllegalArgumentException(
                        "case %d: score %s, outcome %s, weight %s".formatted(i, score[i], outcome[i], weight[i]));
            }
        }
        return new ScoredCases(score.clone(), outcome.clone(), weight.clone());
    }

    /** How many cases. */
    public int size() {
        return score.length;
    }

    /** The score of a case. */
    public double score(int i) {
        return score[i];
    }

    /** The outcome of a case, 0..1. */
    public double outcome(int i) {
        return outcome[i];
    }

    /** The weight of a case. */
    public double weight(int i) {
        return weight[i];
    }

    /** The sum of the weights; takes all of them each time. */
    public double totalWeight() {
        return Arrays.stream(weight).sum();
    }

    /** The weighted mean outcome: the accuracy. NaN without cases. */
    public double meanOutcome() {
        double sum = 0;
        for (int i = 0; i < score.length; i++) {
            sum += weight[i] * outcome[i];
        }
        return sum / totalWeight();
    }

    /** The same cases with other scores. */
    public ScoredCases withScores(double[] scores) {
        return of(scores, outcome, weight);
    }

    /** The cases at the given positions, in that order; a position may repeat. */
    public ScoredCases at(int[] positions) {
        return new ScoredCases(
                Arrays.stream(positions).mapToDouble(i -> score[i]).toArray(),
                Arrays.stream(positions).mapToDouble(i -> outcome[i]).toArray(),
                Arrays.stream(positions).mapToDouble(i -> weight[i]).toArray());
    }

    /**
     * The cases with their weights multiplied; those that come to nothing are left out.
     *
     * @param factors not negative, of length n, such as how often a resample drew each case
     */
    public ScoredCases times(double[] factors) {
        int[] kept = IntStream.range(0, size()).filter(i -> factors[i] > 0).toArray();
        ScoredCases drawn = at(kept);
        for (int k = 0; k < kept.length; k++) {
            drawn.weight[k] *= factors[kept[k]];
        }
        return drawn;
    }

    /** The cases with equal scores joined, by rising score. */
    public TieGroups tieGroups() {
        int[] order = IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> score[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] scores = new double[order.length];
        double[] weights = new double[order.length];
        double[] sums = new double[order.length];
        double[] squares = new double[order.length];
        int last = -1;
        for (int i : order) {
            if (last < 0 || score[i] != scores[last]) {
                scores[++last] = score[i];
            }
            weights[last] += weight[i];
            sums[last] += weight[i] * outcome[i];
            squares[last] += weight[i] * weight[i];
        }
        return new TieGroups(
                Arrays.copyOf(scores, last + 1),
                Arrays.copyOf(weights, last + 1),
                Arrays.copyOf(sums, last + 1),
                Arrays.copyOf(squares, last + 1));
    }
}
