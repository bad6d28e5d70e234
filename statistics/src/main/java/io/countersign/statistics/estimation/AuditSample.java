package io.countersign.statistics.estimation;

import java.util.Arrays;

/**
 * Cases of which some were audited, each with a known probability of having been drawn, independently of the others
 * (Poisson sampling). The estimand is the weighted mean outcome of these very cases. Immutable.
 */
public final class AuditSample {

    private final double[] prediction;
    private final double[] probability;
    private final boolean[] audited;
    private final double[] outcome;
    private final double[] weight;

    private AuditSample(
            double[] prediction, double[] probability, boolean[] audited, double[] outcome, double[] weight) {
        this.prediction = prediction;
        this.probability = probability;
        this.audited = audited;
        this.outcome = outcome;
        this.weight = weight;
    }

    /** Cases that count once each; see {@link #of(double[], double[], boolean[], double[], double[])}. */
    public static AuditSample of(double[] prediction, double[] probability, boolean[] audited, double[] outcome) {
        double[] ones = new double[prediction.length];
        Arrays.fill(ones, 1);
        return of(prediction, probability, audited, outcome, ones);
    }

    /**
     * Weighted cases.
     *
     * @param prediction n predicted outcomes, such as the calibrated probability that the model is right; not learnt from
     *     these outcomes
     * @param probability n probabilities of being audited, each in (0, 1]
     * @param audited n times whether the case was audited
     * @param outcome n outcomes; those of cases that were not audited are never read
     * @param weight n weights, not negative: how many cases each stands for in the mean. Auditing a case of weight 3 is one
     *     audit and not three, so for the value of an estimate a weight is a repetition, and for its width it is not
     * @throws IllegalArgumentException if a length or a range is wrong
     */
    public static AuditSample of(
            double[] prediction, double[] probability, boolean[] audited, double[] outcome, double[] weight) {
        int n = prediction.length;
        if (probability.length != n || audited.length != n || outcome.length != n || weight.length != n) {
            throw new IllegalArgumentException("all columns of an audit sample must have " + n + " rows");
        }
        for (int i = 0; i < n; i++) {
            boolean sound = probability[i] > 0
                    && probability[i] <= 1
                    && weight[i] >= 0
                    && Double.isFinite(prediction[i])
                    && (!audited[i] || Double.isFinite(outcome[i]));
            if (!sound) {
                throw new IllegalArgumentException("case %d: prediction %s, probability %s, outcome %s, weight %s"
                        .formatted(i, prediction[i], probability[i], outcome[i], weight[i]));
            }
        }
        return new AuditSample(
                prediction.clone(), probability.clone(), audited.clone(), outcome.clone(), weight.clone());
    }

    int size() {
        return prediction.length;
    }

    double prediction(int i) {
        return prediction[i];
    }

    double probability(int i) {
        return probability[i];
    }

    boolean audited(int i) {
        return audited[i];
    }

    double outcome(int i) {
        return outcome[i];
    }

    double weight(int i) {
        return weight[i];
    }

    /** How many cases were audited. */
    public int audits() {
        int audits = 0;
        for (boolean one : audited) {
            audits += one ? 1 : 0;
        }
        return audits;
    }

    double totalWeight() {
        return Arrays.stream(weight).sum();
    }

    double meanPrediction() {
        double sum = 0;
        for (int i = 0; i < prediction.length; i++) {
            sum += weight[i] * prediction[i];
        }
        return sum / totalWeight();
    }
}
