package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.TieGroups;
import java.util.Arrays;

/**
 * Calibrated probabilities as an interval: the isotonic value if the new case were wrong, and if it were right.
 *
 * <p>One of the two is perfectly calibrated whatever the distribution, for cases that are exchangeable. Inductive Venn-Abers
 * predictors with the linear pre-computation of Vovk, Petej and Fedorova (2015), "Large-scale probabilistic predictors
 * with and without guarantees of validity"; weights widen its steps.
 */
public final class VennAbers {
    private final double[] scores;
    private final double[] ifWrong;
    private final double[] ifRight;

    private VennAbers(double[] scores, double[] ifWrong, double[] ifRight) {
        this.scores = scores;
        this.ifWrong = ifWrong;
        this.ifRight = ifRight;
    }

    /**
     * Two probabilities, one of which is right: a multiprobability. It is no confidence interval, for it has no level.
     *
     * @param low the probability of being right, if the case were wrong
     * @param high the same, if it were right
     */
    public record Multiprobability(double low, double high) {

        /** The one probability that minimises the greatest log loss: high / (1 - low + high). */
        public double merged() {
            return high / (1 - low + high);
        }
    }

    /**
     * Prepares the intervals of every score, in n log n time.
     *
     * @throws IllegalArgumentException without cases
     */
    public static VennAbers fit(ScoredCases cases) {
        if (cases.size() == 0) {
            throw new IllegalArgumentException("nothing to fit");
        }
        TieGroups groups = cases.tieGroups();
        double[] scores = new double[groups.size()];
        for (int g = 0; g < scores.length; g++) {
            scores[g] = groups.score(g);
        }
        return new VennAbers(scores, new CumulativeSums(groups).ifWrong(), new CumulativeSums(groups).ifRight());
    }

    /**
     * Intervals that were worked out before.
     *
     * @param scores strictly rising, at least one
     * @param ifWrong each in 0..1, as many
     * @param ifRight each in 0..1, as many
     */
    static VennAbers through(double[] scores, double[] ifWrong, double[] ifRight) {
        for (int i = 0; i < scores.length; i++) {
            boolean rising = i == 0 || scores[i] > scores[i - 1];
            boolean shares = ifWrong[i] >= 0 && ifWrong[i] <= 1 && ifRight[i] >= 0 && ifRight[i] <= 1;
            if (!rising || !shares || !Double.isFinite(scores[i])) {
                throw new IllegalArgumentException("score " + i + " breaks the order or the range");
            }
        }
        return new VennAbers(scores.clone(), ifWrong.clone(), ifRight.clone());
    }

    double[] scores() {
        return scores.clone();
    }

    double[] ifWrong() {
        return ifWrong.clone();
    }

    double[] ifRight() {
        return ifRight.clone();
    }

    /** The two probabilities for a new case with that score; both NaN for NaN. */
    public Multiprobability apply(double score) {
        if (Double.isNaN(score)) {
            return new Multiprobability(Double.NaN, Double.NaN);
        }
        int at = Arrays.binarySearch(scores, score);
        int below = at >= 0 ? at : -at - 2;
        int above = at >= 0 ? at : -at - 1;
        double low = below < 0 ? 0 : ifWrong[below];
        double high = above == scores.length ? 1 : ifRight[above];
        return new Multiprobability(low, Math.max(low, high));
    }

    /** Points (weight so far, outcomes so far) whose lower hull has the isotonic values as slopes. */
    private static final class CumulativeSums {
        private final int k;
        private final double[] x;
        private final double[] y;
        private final int[] stack;
        private int top = -1;

        /** Point i of the paper is at i + 1 here, since its first one is P(-1). */
        CumulativeSums(TieGroups groups) {
            k = groups.size();
            x = new double[k + 3];
            y = new double[k + 3];
            stack = new int[k + 3];
            x[0] = -1;
            y[0] = -1;
            for (int g = 0; g < k; g++) {
                x[g + 2] = x[g + 1] + groups.weight(g);
                y[g + 2] = y[g + 1] + groups.outcomeSum(g);
            }
            x[k + 2] = x[k + 1] + 1;
            y[k + 2] = y[k + 1];
        }

        double[] ifRight() {
            stack[++top] = 0;
            stack[++top] = 1;
            for (int i = 2; i <= k + 1; i++) {
                while (top > 0 && turn(stack[top - 1], stack[top], i) <= 0) {
                    top--;
                }
                stack[++top] = i;
            }
            reverse();
            double[] values = new double[k];
            for (int g = 0; g < k; g++) {
                values[g] = topSlope();
                move(g + 1, g, g + 2);
                if (turn(stack[top], stack[top - 1], g + 1) >= 0) {
                    continue;
                }
                top--;
                while (top > 0 && turn(g + 1, stack[top], stack[top - 1]) <= 0) {
                    top--;
                }
                stack[++top] = g + 1;
            }
            return values;
        }

        double[] ifWrong() {
            stack[++top] = k + 2;
            stack[++top] = k + 1;
            for (int i = k; i >= 1; i--) {
                while (top > 0 && turn(stack[top - 1], stack[top], i) >= 0) {
                    top--;
                }
                stack[++top] = i;
            }
            reverse();
            double[] values = new double[k];
            for (int g = k - 1; g >= 0; g--) {
                values[g] = topSlope();
                move(g + 2, g + 1, g + 3);
                if (turn(stack[top], stack[top - 1], g + 2) <= 0) {
                    continue;
                }
                top--;
                while (top > 0 && turn(g + 2, stack[top], stack[top - 1]) >= 0) {
                    top--;
                }
                stack[++top] = g + 2;
            }
            return values;
        }

        /** Swaps the steps on both sides of a point: the added case moves past one group. */
        private void move(int point, int before, int after) {
            x[point] = x[before] + x[after] - x[point];
            y[point] = y[before] + y[after] - y[point];
        }

        private double topSlope() {
            int a = stack[top];
            int b = stack[top - 1];
            return Math.clamp((y[b] - y[a]) / (x[b] - x[a]), 0, 1);
        }

        /** Over 0 when a, b, c turn left. */
        private double turn(int a, int b, int c) {
            return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
        }

        private void reverse() {
            for (int i = 0, j = top; i < j; i++, j--) {
                int swap = stack[i];
                stack[i] = stack[j];
                stack[j] = swap;
            }
        }
    }
}
