package io.countersign.statistics.guarantee;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Tests whether the automated error above a threshold exceeds a target. */
interface RiskTest {

    /** How surprising the evidence is if the error above the threshold exceeds the target; 1 without evidence. */
    double pValue(double threshold);

    static RiskTest of(Evidence evidence, double target) {
        return evidence.everyCaseIsItsOwnUnit() ? exactTail(evidence, target) : new WeightedUnits(evidence, target);
    }

    private static RiskTest exactTail(Evidence evidence, double target) {
        return threshold -> {
            int n = evidence.automated(threshold);
            return n == 0 ? 1 : BinomialDistribution.of(n, target).cumulativeProbability(evidence.errors(threshold));
        };
    }
}
