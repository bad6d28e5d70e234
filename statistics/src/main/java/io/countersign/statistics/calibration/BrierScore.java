package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;

/**
 * The mean squared distance between confidence and outcome, and what it is made of: score = miscalibration -
 * discrimination + uncertainty, exactly and without bins (Dimitriadis, Gneiting and Jordan 2021, by isotonic recalibration).
 *
 * @param score 0 is perfect
 * @param miscalibration what perfect recalibration would save, at least 0
 * @param discrimination what telling cases apart saves, at least 0
 * @param uncertainty the score of always saying the overall accuracy
 */
public record BrierScore(double score, double miscalibration, double discrimination, double uncertainty) {

    /** Measures cases with a confidence in 0..1 as score. */
    public static BrierScore of(ScoredCases cases) {
        Calibration best = IsotonicCalibration.fit(cases);
        double mean = cases.meanOutcome();
        double score = 0;
        double recalibrated = 0;
        double uncertainty = 0;
        for (int i = 0; i < cases.size(); i++) {
            score += cases.weight(i) * square(cases.score(i) - cases.outcome(i));
            recalibrated += cases.weight(i) * square(best.apply(cases.score(i)) - cases.outcome(i));
            uncertainty += cases.weight(i) * square(mean - cases.outcome(i));
        }
        double total = cases.totalWeight();
        return new BrierScore(
                score / total,
                (score - recalibrated) / total,
                (uncertainty - recalibrated) / total,
                uncertainty / total);
    }

    private static double square(double x) {
        return x * x;
    }
}
