package io.countersign.statistics.estimation;

import io.countersign.statistics.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Cases with calibrated predictions, most of them sure. */
@SuppressWarnings("ArrayRecordComponent")
record Cases(double[] prediction, double[] outcome) {

    static final List<Function<AuditSample, Estimate>> ESTIMATORS = List.of(
            sample -> AuditEstimates.horvitzThompson(sample, 0.95),
            sample -> AuditEstimates.hajek(sample, 0.95),
            sample -> AuditEstimates.difference(sample, 0.95),
            sample -> AuditEstimates.predictionPowered(sample, 0.95));

    static Cases draw(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] prediction = random.doubles(n).map(u -> 1 - 0.6 * u * u * u).toArray();
        double[] outcome = Arrays.stream(prediction)
                .map(p -> random.nextDouble() < p ? 1 : 0)
                .toArray();
        return new Cases(prediction, outcome);
    }

    double truth() {
        return Arrays.stream(outcome).average().orElseThrow();
    }

    AuditSample audited(double[] plan, SplittableRandom random) {
        boolean[] audited = new boolean[plan.length];
        for (int i = 0; i < plan.length; i++) {
            audited[i] = random.nextDouble() < plan[i];
        }
        return AuditSample.of(prediction, plan, audited, outcome);
    }
}
