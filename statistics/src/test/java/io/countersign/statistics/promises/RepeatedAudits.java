package io.countersign.statistics.promises;

import io.countersign.statistics.Estimate;
import io.countersign.statistics.estimation.AuditEstimates;
import io.countersign.statistics.estimation.AuditPlan;
import io.countersign.statistics.estimation.AuditSample;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Audits the same cases again and again, and compares each interval with the truth. */
final class RepeatedAudits {
    private static final double CONFIDENCE = 0.95;

    private final double[] predicted;
    private final double[] outcome;
    private final double truth;

    /**
     * Takes cases whose outcomes are all known.
     *
     * @param predicted probability that the model is right, not learnt from the case's own outcome
     */
    RepeatedAudits(double[] predicted, boolean[] wrong) {
        this.predicted = predicted;
        this.outcome = IntStream.range(0, wrong.length)
                .mapToDouble(i -> wrong[i] ? 0 : 1)
                .toArray();
        this.truth = Arrays.stream(outcome).average().orElseThrow();
    }

    /**
     * What came of it.
     *
     * @param width mean width of the intervals
     * @param coverage share of the intervals that hold the truth
     */
    record Outcome(double width, double coverage) {

        /** How many uniform audits one of these is worth: width falls with the root of their number. */
        double savingAgainst(Outcome uniform) {
            return Math.pow(uniform.width / width, 2);
        }
    }

    Outcome uniform(int audits, int repetitions, long seed) {
        return repeat(uniformPlan(audits), sample -> AuditEstimates.hajek(sample, CONFIDENCE), repetitions, seed);
    }

    /** The same audits, with predictions. */
    Outcome predictionPowered(int audits, int repetitions, long seed) {
        return repeat(
                uniformPlan(audits), sample -> AuditEstimates.predictionPowered(sample, CONFIDENCE), repetitions, seed);
    }

    /** Audits where errors are expected, as far as earlier audits speak for it. */
    Outcome active(int audits, int earlierAudits, int repetitions, long seed) {
        double[] deviations = AuditPlan.deviations(predicted);
        double floor = floor(deviations, earlierAudits, new SplittableRandom(seed + 1));
        double[] plan = AuditPlan.probabilities(deviations, audits, floor);
        return repeat(plan, sample -> AuditEstimates.predictionPowered(sample, CONFIDENCE), repetitions, seed);
    }

    private double floor(double[] deviations, int earlierAudits, SplittableRandom random) {
        int[] earlier = random.ints(earlierAudits, 0, predicted.length).toArray();
        double[] ones = new double[earlierAudits];
        Arrays.fill(ones, 1);
        return AuditPlan.floor(
                Arrays.stream(earlier).mapToDouble(i -> deviations[i]).toArray(),
                Arrays.stream(earlier)
                        .mapToDouble(i -> outcome[i] - predicted[i])
                        .toArray(),
                ones);
    }

    private double[] uniformPlan(int audits) {
        double[] plan = new double[predicted.length];
        Arrays.fill(plan, (double) audits / predicted.length);
        return plan;
    }

    private Outcome repeat(double[] plan, Function<AuditSample, Estimate> estimator, int repetitions, long seed) {
        var random = new SplittableRandom(seed);
        double width = 0;
        int covered = 0;
        for (int r = 0; r < repetitions; r++) {
            boolean[] audited = new boolean[plan.length];
            for (int i = 0; i < plan.length; i++) {
                audited[i] = random.nextDouble() < plan[i];
            }
            Estimate estimate = estimator.apply(AuditSample.of(predicted, plan, audited, outcome));
            width += estimate.width() / repetitions;
            covered += estimate.covers(truth) ? 1 : 0;
        }
        return new Outcome(width, (double) covered / repetitions);
    }
}
