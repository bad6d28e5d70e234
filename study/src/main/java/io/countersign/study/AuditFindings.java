package io.countersign.study;

import io.countersign.statistics.Estimate;
import io.countersign.statistics.estimation.AuditEstimates;
import io.countersign.statistics.estimation.AuditPlan;
import io.countersign.statistics.estimation.AuditSample;
import io.countersign.study.report.Report;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a number of audits would have told of the model's accuracy: the mean width of intervals over repeated draws. Active
 * audits take their floor from earlier audits, as they would in use: so many more cases drawn at random, anew each time.
 */
final class AuditFindings {
    private static final int AUDITS = 500;
    private static final int REPETITIONS = 100;
    private static final int EARLIER = 300;

    private final double[] predicted;
    private final double[] outcome;

    private AuditFindings(double[] predicted, double[] outcome) {
        this.predicted = predicted;
        this.outcome = outcome;
    }

    static Report.Audits of(StudyCases cases, HonestScores scores, long seed) {
        double[] predicted =
                Arrays.stream(scores.errorProbability()).map(p -> 1 - p).toArray();
        double[] outcome = Arrays.stream(scores.rows())
                .mapToDouble(i -> cases.wrong(i) ? 0 : 1)
                .toArray();
        return new AuditFindings(predicted, outcome).measure(seed);
    }

    private Report.Audits measure(long seed) {
        int audits = Math.min(AUDITS, predicted.length / 2);
        double[] deviations = AuditPlan.deviations(predicted);
        double[] uniform = AuditPlan.probabilities(deviations, audits, 1);
        double[] before = AuditPlan.probabilities(deviations, Math.min(EARLIER, audits), 1);
        var random = new SplittableRandom(seed);
        double plain = 0;
        double assisted = 0;
        double chosen = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            AuditSample byChance = draw(uniform, random);
            plain += width(AuditEstimates.hajek(byChance, 0.95));
            assisted += width(AuditEstimates.predictionPowered(byChance, 0.95));
            double[] active = AuditPlan.probabilities(deviations, audits, floor(deviations, drawn(before, random)));
            chosen += width(AuditEstimates.predictionPowered(draw(active, random), 0.95));
        }
        double saving = plain / chosen * (plain / chosen);
        return new Report.Audits(audits, plain, assisted, chosen, saving);
    }

    private AuditSample draw(double[] plan, SplittableRandom random) {
        return AuditSample.of(predicted, plan, drawn(plan, random), outcome);
    }

    private static boolean[] drawn(double[] plan, SplittableRandom random) {
        boolean[] audited = new boolean[plan.length];
        for (int i = 0; i < plan.length; i++) {
            audited[i] = random.nextDouble() < plan[i];
        }
        return audited;
    }

    private double floor(double[] deviations, boolean[] audited) {
        int[] known = IntStream.range(0, audited.length).filter(i -> audited[i]).toArray();
        return AuditPlan.floor(
                Arrays.stream(known).mapToDouble(i -> deviations[i]).toArray(),
                Arrays.stream(known).mapToDouble(i -> outcome[i] - predicted[i]).toArray(),
                Arrays.stream(known).mapToDouble(i -> 1).toArray());
    }

    private static double width(Estimate estimate) {
        return estimate.width() / REPETITIONS;
    }
}
