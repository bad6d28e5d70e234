package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.boosting.Logistic;
import io.countersign.statistics.calibration.SlicedCalibration.Layer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a slice differs from what is said of it so far: a shift in log-odds, drawn to none by a normal prior (logistic
 * recalibration in the large, Cox 1958), and from there a part of the way to a curve of its own.
 *
 * @param shift in log-odds
 * @param own the slice's own curve over shifted values
 * @param share how far to go to it, 0..1
 */
record Correction(double shift, Calibration own, double share) {
    private static final double MARGIN = 1e-4;
    private static final int MOST_STEPS = 50;

    /**
     * Fits to the cases of a slice.
     *
     * @param said with what is said so far as score
     */
    static Correction fit(ScoredCases said, Layer layer) {
        double shift = shift(said, layer.strength());
        if (Double.isInfinite(layer.curveFrom())) {
            return new Correction(shift, new IdentityCalibration(), 0);
        }
        double[] shifted = IntStream.range(0, said.size())
                .mapToDouble(i -> shifted(said.score(i), shift))
                .toArray();
        double weight = said.totalWeight();
        return new Correction(
                shift, IsotonicCalibration.fitCentred(said.withScores(shifted)), weight / (weight + layer.curveFrom()));
    }

    /** The likeliest shift, by Newton's method with short steps. */
    private static double shift(ScoredCases said, double strength) {
        double[] z = IntStream.range(0, said.size())
                .mapToDouble(i -> Logistic.logOdds(said.score(i), MARGIN))
                .toArray();
        double shift = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double slope = -strength * shift;
            double curve = strength;
            for (int i = 0; i < z.length; i++) {
                double p = Logistic.probability(z[i] + shift);
                slope += said.weight(i) * (said.outcome(i) - p);
                curve += said.weight(i) * p * (1 - p);
            }
            double move = Math.clamp(slope / curve, -1, 1);
            shift += move;
            if (Math.abs(move) < 1e-10) {
                break;
            }
        }
        return shift;
    }

    /** The function that asks the parent and then corrects it. A curve is followed at the parent's knots. */
    Calibration over(Calibration parent) {
        return switch (parent) {
            case IdentityCalibration() -> new PlattCalibration(1, shift);
            case PlattCalibration(double slope, double offset) -> new PlattCalibration(slope, offset + shift);
            case IsotonicCalibration steps ->
                IsotonicCalibration.through(
                        steps.knots(),
                        Arrays.stream(steps.values()).map(this::value).toArray());
        };
    }

    private double value(double said) {
        double shifted = shifted(said, shift);
        return share == 0 ? shifted : (1 - share) * shifted + share * own.apply(shifted);
    }

    private static double shifted(double said, double shift) {
        return Logistic.probability(Logistic.logOdds(said, MARGIN) + shift);
    }
}
