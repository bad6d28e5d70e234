package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.boosting.Logistic;
import java.util.stream.IntStream;

/** A shift in log-odds, drawn to none by a normal prior (logistic recalibration in the large, Cox 1958). */
final class Shift {
    private static final double MARGIN = 1e-4;
    private static final int MOST_STEPS = 50;

    private Shift() {}

    /**
     * The likeliest shift, by Newton's method with short steps.
     *
     * @param said with a probability as score
     * @param strength the precision of the prior, over 0
     */
    static double fit(ScoredCases said, double strength) {
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

    /** A probability moved by a shift; never nearer to 0 or 1 than one in ten thousand. */
    static double apply(double said, double shift) {
        return Logistic.probability(Logistic.logOdds(said, MARGIN) + shift);
    }
}
