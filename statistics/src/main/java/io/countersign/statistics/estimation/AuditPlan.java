package io.countersign.statistics.estimation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which cases to audit: the probabilities that make an estimate's variance least for a number of audits are in proportion
 * to the expected size of each case's residual (Neyman 1934; for predictions, Zrnic & Candès 2024). A floor, spent evenly,
 * keeps every probability above zero and bounds the harm of wrong expectations.
 */
public final class AuditPlan {

    private static final double LEAST_FLOOR = 0.25;
    private static final double LEAST_DEVIATION = 0.05;

    private AuditPlan() {}

    /**
     * The expected size of the residual of a yes-or-no outcome, {@code sqrt(p (1 - p))}, kept above that of a near
     * certainty.
     *
     * @param predictions probabilities of the outcome, 0..1
     */
    public static double[] deviations(double[] predictions) {
        return Arrays.stream(predictions)
                .map(p -> Math.max(LEAST_DEVIATION, Math.sqrt(Math.max(0, p * (1 - p)))))
                .toArray();
    }

    /**
     * Audit probabilities for a budget.
     *
     * @param deviations n expected sizes of residuals, not negative, not all zero
     * @param budget expected number of audits, over 0 and at most n
     * @param floor share of the budget that is spent evenly, in (0, 1]; 1 is uniform auditing
     * @return n probabilities in (0, 1] that sum to the budget
     */
    public static double[] probabilities(double[] deviations, double budget, double floor) {
        double[] ones = new double[deviations.length];
        Arrays.fill(ones, 1);
        return probabilities(deviations, ones, budget, floor);
    }

    /**
     * The same where cases count differently in the mean that is to be estimated.
     *
     * @param deviations n expected sizes of residuals, not negative, not all zero
     * @param weights n weights, positive and finite; a case of weight 2 is as likely to be audited as either
     *     of two alike
     * @param budget expected number of audits, over 0 and at most n
     * @param floor share of the budget that is spent by weight alone, in (0, 1]
     * @return n probabilities in (0, 1] that sum to the budget
     */
    public static double[] probabilities(double[] deviations, double[] weights, double budget, double floor) {
        int n = deviations.length;
        if (!(budget > 0 && budget <= n) || !(floor > 0 && floor <= 1)) {
            throw new IllegalArgumentException(
                    "budget must be in (0, %d] and floor in (0, 1], not %s and %s".formatted(n, budget, floor));
        }
        for (int i = 0; i < n; i++) {
            if (!(weights[i] > 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "weights must be positive and finite; weight %d is %s".formatted(i, weights[i]));
            }
        }
        double mean = weightedMean(deviations, weights);
        double[] wish = IntStream.range(0, n)
                .mapToDouble(i -> weights[i] * (floor + (1 - floor) * deviations[i] / mean))
                .toArray();
        double scale = scale(wish, budget);
        return Arrays.stream(wish).map(w -> Math.min(1, w * scale)).toArray();
    }

    /**
     * The floor that would have made the variance least on cases whose residuals are known, such as earlier audits; wrong
     * expectations get a floor near 1, which is uniform auditing.
     *
     * @param deviations expected sizes of the residuals of m earlier cases
     * @param residuals their true residuals, outcome minus prediction
     * @param weights how many cases each stands for, such as one over its audit probability
     * @return in 0.25..1
     */
    public static double floor(double[] deviations, double[] residuals, double[] weights) {
        double mean = weightedMean(deviations, weights);
        return IntStream.rangeClosed(0, 16)
                .mapToDouble(step -> 1 - step * (1 - LEAST_FLOOR) / 16)
                .boxed()
                .min((a, b) -> Double.compare(
                        variance(a, deviations, residuals, weights, mean),
                        variance(b, deviations, residuals, weights, mean)))
                .orElse(1.0);
    }

    private static double variance(
            double floor, double[] deviations, double[] residuals, double[] weights, double mean) {
        double sum = 0;
        for (int i = 0; i < deviations.length; i++) {
            sum += weights[i] * residuals[i] * residuals[i] / (floor + (1 - floor) * deviations[i] / mean);
        }
        return sum;
    }

    private static double weightedMean(double[] values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum / Arrays.stream(weights).sum();
    }

    /** The factor at which the wishes, none above 1, sum to the budget; found from the largest wish down. */
    private static double scale(double[] wish, double budget) {
        double[] sorted = wish.clone();
        Arrays.sort(sorted);
        double rest = Arrays.stream(sorted).sum();
        double left = budget;
        for (int i = sorted.length - 1; i >= 0; i--) {
            if (sorted[i] * left <= rest * (1 + 1e-12)) {
                return left / rest;
            }
            left -= 1;
            rest -= sorted[i];
        }
        return Double.MAX_VALUE;
    }
}
