package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.boosting.Logistic;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a slice differs from what is known of all cases: a straight line in log-odds over the parent's value, drawn to no
 * change (slope 1, no shift at the centre of the slice) by a normal prior on both numbers. With few cases it says what
 * the parent says.
 *
 * @param slope at least 0
 * @param offset in log-odds
 */
record LogOddsLine(double slope, double offset) {
    private static final double MARGIN = 1e-4;
    private static final int MOST_STEPS = 50;

    /**
     * The likeliest line, by Newton's method.
     *
     * @param cases with the parent's value as score
     * @param strength the prior's precision, over 0
     */
    static LogOddsLine fit(ScoredCases cases, double strength) {
        double[] z = IntStream.range(0, cases.size())
                .mapToDouble(i -> Logistic.logOdds(cases.score(i), MARGIN))
                .toArray();
        double centre = IntStream.range(0, z.length)
                        .mapToDouble(i -> cases.weight(i) * z[i])
                        .sum()
                / cases.totalWeight();
        LogOddsLine line = new LogOddsLine(1, 0);
        for (int step = 0; step < MOST_STEPS; step++) {
            LogOddsLine next = line.newton(cases, z, centre, strength);
            boolean settled = Math.abs(next.slope - line.slope) + Math.abs(next.offset - line.offset) < 1e-10;
            line = next;
            if (settled) {
                break;
            }
        }
        return line;
    }

    /** One step, kept short where the curve is flat; more confidence never comes to mean less. */
    private LogOddsLine newton(ScoredCases cases, double[] z, double centre, double strength) {
        double shift = offset + (slope - 1) * centre;
        double up = -strength * shift;
        double tilt = -strength * (slope - 1);
        double curve = strength;
        double mixed = 0;
        double tiltCurve = strength;
        for (int i = 0; i < z.length; i++) {
            double p = Logistic.probability(slope * z[i] + offset);
            double residual = cases.weight(i) * (cases.outcome(i) - p);
            double information = cases.weight(i) * p * (1 - p);
            double distance = z[i] - centre;
            up += residual;
            tilt += residual * distance;
            curve += information;
            mixed += information * distance;
            tiltCurve += information * distance * distance;
        }
        double determinant = curve * tiltCurve - mixed * mixed;
        double moved = shift + Math.clamp((tiltCurve * up - mixed * tilt) / determinant, -2, 2);
        double turned = Math.max(0, slope + Math.clamp((curve * tilt - mixed * up) / determinant, -1, 1));
        return new LogOddsLine(turned, moved - (turned - 1) * centre);
    }

    /** The function that asks the parent and then follows this line. */
    Calibration over(Calibration parent) {
        return switch (parent) {
            case IdentityCalibration() -> new PlattCalibration(slope, offset);
            case PlattCalibration(double theirs, double start) ->
                new PlattCalibration(slope * theirs, slope * start + offset);
            case IsotonicCalibration steps ->
                IsotonicCalibration.through(
                        steps.knots(),
                        Arrays.stream(steps.values()).map(this::value).toArray());
        };
    }

    private double value(double parents) {
        return Logistic.probability(slope * Logistic.logOdds(parents, MARGIN) + offset);
    }
}
