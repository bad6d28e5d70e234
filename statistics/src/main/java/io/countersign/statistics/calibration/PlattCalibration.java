package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import java.util.stream.IntStream;

/**
 * A logistic curve over the log-odds of the raw confidence: sigmoid(slope × logit(confidence) + offset).
 *
 * <p>Over log-odds rather than the score itself, so that a calibrated score is left as it is (slope 1, offset 0). Fitted
 * by Newton's method to the smoothed targets of Platt (1999), which keeps it finite when one outcome never occurs.
 *
 * @param slope at least 0: more confidence never means less
 * @param offset in log-odds
 */
public record PlattCalibration(double slope, double offset) implements Calibration {
    private static final double EDGE = 1e-6;
    private static final int STEPS = 100;
    private static final double RIDGE = 1e-9;

    /** Refuses a falling or infinite curve. */
    public PlattCalibration {
        if (!(slope >= 0) || !Double.isFinite(slope) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("slope " + slope + ", offset " + offset);
        }
    }

    /**
     * Fits to cases whose score is a confidence in 0..1. A falling curve is replaced by the best flat one.
     *
     * @throws IllegalArgumentException without cases
     */
    public static PlattCalibration fit(ScoredCases cases) {
        if (cases.size() == 0) {
            throw new IllegalArgumentException("nothing to fit");
        }
        double all = cases.totalWeight();
        double right = cases.meanOutcome() * all;
        double wrong = all - right;
        double high = (right + 1) / (right + 2);
        double low = 1 / (wrong + 2);
        double flat = logit((right * high + wrong * low) / (right + wrong));
        ScoredCases inLogOdds = cases.withScores(IntStream.range(0, cases.size())
                .mapToDouble(i -> logit(cases.score(i)))
                .toArray());
        double slope = 1;
        double offset = 0;
        double loss = loss(inLogOdds, slope, offset, high, low);
        for (int step = 0; step < STEPS; step++) {
            double[] move = newtonStep(inLogOdds, slope, offset, high, low);
            double size = 1;
            double next = loss(inLogOdds, slope + move[0], offset + move[1], high, low);
            while (next > loss && size > 1e-8) {
                size /= 2;
                next = loss(inLogOdds, slope + size * move[0], offset + size * move[1], high, low);
            }
            if (!(next < loss)) {
                break;
            }
            slope += size * move[0];
            offset += size * move[1];
            boolean settled = loss - next < 1e-12 * (1 + Math.abs(loss));
            loss = next;
            if (settled) {
                break;
            }
        }
        return slope >= 0 ? new PlattCalibration(slope, offset) : new PlattCalibration(0, flat);
    }

    private static double[] newtonStep(ScoredCases inLogOdds, double slope, double offset, double high, double low) {
        double g0 = 0;
        double g1 = 0;
        double h00 = RIDGE;
        double h01 = 0;
        double h11 = RIDGE;
        for (int i = 0; i < inLogOdds.size(); i++) {
            double x = inLogOdds.score(i);
            double p = sigmoid(slope * x + offset);
            double residual = inLogOdds.weight(i) * (target(inLogOdds.outcome(i), high, low) - p);
            double curvature = inLogOdds.weight(i) * p * (1 - p);
            g0 += residual * x;
            g1 += residual;
            h00 += curvature * x * x;
            h01 += curvature * x;
            h11 += curvature;
        }
        double determinant = h00 * h11 - h01 * h01;
        if (determinant < 1e-14 * h00 * h11) {
            return new double[] {0, g1 / h11};
        }
        return new double[] {(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant};
    }

    private static double loss(ScoredCases inLogOdds, double slope, double offset, double high, double low) {
        double loss = 0;
        for (int i = 0; i < inLogOdds.size(); i++) {
            double z = slope * inLogOdds.score(i) + offset;
            double softplus = Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
            loss += inLogOdds.weight(i) * (softplus - target(inLogOdds.outcome(i), high, low) * z);
        }
        return loss;
    }

    private static double target(double outcome, double high, double low) {
        return low + outcome * (high - low);
    }

    @Override
    public double apply(double confidence) {
        return sigmoid(slope * logit(confidence) + offset);
    }

    private static double logit(double p) {
        double inside = Math.clamp(p, EDGE, 1 - EDGE);
        return StrictMath.log(inside / (1 - inside));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }
}
