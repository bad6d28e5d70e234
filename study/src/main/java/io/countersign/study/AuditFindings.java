package io.countersign.study;

import io.countersign.statistics.Estimate;
import io.countersign.statistics.estimation.AuditEstimates;
import io.countersign.statistics.estimation.AuditPlan;
import io.countersign.statistics.estimation.AuditSample;
import io.countersign.study.report.Report;
import java.util.Arrays;
import java.util.SplittableRandom;

/** What a number of audits would have told of the model's accuracy: the mean width of intervals over repeated draws. */
final class AuditFindings {
    private static final int AUDITS = 500;
    private static final int REPETITIONS = 100;
    private static final double FLOOR = 0.25;

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
        double[] active = AuditPlan.probabilities(deviations, audits, FLOOR);
        var random = new SplittableRandom(seed);
        double plain = 0;
        double assisted = 0;
        double chosen = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            AuditSample byChance = draw(uniform, random);
            plain += width(AuditEstimates.hajek(byChance, 0.95));
            assisted += width(AuditEstimates.predictionPowered(byChance, 0.95));
            chosen += width(AuditEstimates.predictionPowered(draw(active, random), 0.95));
        }
        double saving = plain / chosen * (plain / chosen);
        return new Report.Audits(audits, plain, assisted, chosen, saving);
    }

    private AuditSample draw(double[] plan, SplittableRandom random) {
        boolean[] audited = new boolean[plan.length];
        for (int i = 0; i < plan.length; i++) {
            audited[i] = random.nextDouble() < plan[i];
        }
        return AuditSample.of(predicted, plan, audited, outcome);
    }

    private static double width(Estimate estimate) {
        return estimate.width() / REPETITIONS;
    }
}
