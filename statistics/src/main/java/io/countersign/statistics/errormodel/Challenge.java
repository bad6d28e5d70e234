package io.countersign.statistics.errormodel;

import io.countersign.statistics.Estimate;
import io.countersign.statistics.resampling.UnitResampling;
import java.util.HashSet;
import java.util.List;

/**
 * A challenger's contest with the champion: which of two risk scores finds more of the errors when the same share of
 * cases is reviewed, with a paired interval. The challenger wins only when the whole interval of its gain is above zero. The
 * gain is a share of the errors, so the interval is as wide as the number of units with an error makes it; with errors in a
 * single unit nobody wins.
 *
 * @param reviewShare the share of cases reviewed, in (0, 1)
 * @param championCaught share of the errors that the champion's order finds
 * @param challengerCaught share of the errors that the challenger's order finds
 * @param gain challenger minus champion, on the same resamples of whole units; within -1..1, and NaN without errors
 */
public record Challenge(double reviewShare, double championCaught, double challengerCaught, Estimate gain) {

    private static final int RESAMPLES = 1_000;

    /**
     * Compares two scores on the same cases.
     *
     * @param championRisk n numbers, larger is riskier; for raw confidence, one minus confidence
     * @param challengerRisk n numbers that were not learnt from these outcomes (see {@link CrossFitting})
     * @param wrong n outcomes
     * @param weights n weights
     * @param units n units; assumed independent of one another
     * @param reviewShare in (0, 1)
     * @param confidence of the interval, in (0, 1)
     */
    public static Challenge between(
            double[] championRisk,
            double[] challengerRisk,
            boolean[] wrong,
            double[] weights,
            List<String> units,
            double reviewShare,
            double confidence,
            long seed) {
        RiskOrder champion = RiskOrder.of(championRisk);
        RiskOrder challenger = RiskOrder.of(challengerRisk);
        Estimate gain = UnitResampling.of(units, RESAMPLES, seed)
                .estimate(
                        drawn -> {
                            double[] both = times(drawn, weights);
                            return challenger.caught(wrong, both, reviewShare)
                                    - champion.caught(wrong, both, reviewShare);
                        },
                        Math.max(1, unitsInError(wrong, units)),
                        confidence)
                .within(-1, 1);
        return new Challenge(
                reviewShare,
                champion.caught(wrong, weights, reviewShare),
                challenger.caught(wrong, weights, reviewShare),
                gain);
    }

    /** Whether the challenger may take over. */
    public boolean challengerWins() {
        return gain.low() > 0;
    }

    private static int unitsInError(boolean[] wrong, List<String> units) {
        var inError = new HashSet<String>();
        for (int i = 0; i < wrong.length; i++) {
            if (wrong[i]) {
                inError.add(units.get(i));
            }
        }
        return inError.size();
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }
}
