package io.countersign.study;

import io.countersign.statistics.errormodel.Challenge;
import io.countersign.study.report.Report;
import java.util.Arrays;
import java.util.List;

/**
 * Raw confidence, and the error model that must beat it before it may rank cases.
 *
 * @param errorModelWins whether the whole interval of its gain lies above zero
 * @param contest the gain, at the review share it was measured
 */
record Contenders(boolean errorModelWins, Report.Contest contest) {
    private static final double SHARE = 0.1;

    /**
     * Measured on outcomes that may be learnt from, each scored without itself. In a stream both rank within each period:
     * what spreading reviews evenly over time gains is not the error model's merit.
     */
    static Contenders meet(StudyCases cases, HonestScores scores, long seed) {
        int[] rows = scores.rows();
        boolean[] wrong = new boolean[rows.length];
        double[] ones = new double[rows.length];
        Arrays.fill(ones, 1);
        for (int k = 0; k < rows.length; k++) {
            wrong[k] = cases.wrong(rows[k]);
        }
        List<String> units =
                Arrays.stream(rows).mapToObj(i -> cases.get(i).unit()).toList();
        double[] rawRisk = scores.rankedAlike(Arrays.stream(rows)
                .mapToDouble(i -> 1 - cases.get(i).confidence())
                .toArray());
        Challenge challenge =
                Challenge.between(rawRisk, scores.errorProbability(), wrong, ones, units, SHARE, 0.95, seed);
        return new Contenders(
                challenge.challengerWins(),
                new Report.Contest(
                        SHARE,
                        challenge.gain().value(),
                        challenge.gain().low(),
                        challenge.gain().high(),
                        challenge.championCaught(),
                        challenge.challengerCaught()));
    }

    String champion() {
        return errorModelWins ? "error_model" : "raw";
    }

    /** How sure the champion is of each scored case: raw confidence, or one minus the error probability. */
    double[] score(StudyCases cases, HonestScores scores) {
        return errorModelWins
                ? Arrays.stream(scores.errorProbability()).map(p -> 1 - p).toArray()
                : Arrays.stream(scores.rows())
                        .mapToDouble(i -> cases.get(i).confidence())
                        .toArray();
    }
}
