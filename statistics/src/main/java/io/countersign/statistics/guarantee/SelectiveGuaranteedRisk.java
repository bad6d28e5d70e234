package io.countersign.statistics.guarantee;

import io.countersign.statistics.guarantee.Certificate.Method;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Finds a threshold by binary search over the sorted scores, each step with a bound of its own (Geifman and El-Yaniv 2017).
 * For comparison: it needs scores that order errors well, and independent cases.
 */
public final class SelectiveGuaranteedRisk {
    private SelectiveGuaranteedRisk() {}

    /**
     * Certifies one promise.
     *
     * @throws IllegalArgumentException if cases share units
     */
    public static Certificate certify(Evidence evidence, Promise promise, Scope scope) {
        if (!evidence.everyCaseIsItsOwnUnit()) {
            throw new IllegalArgumentException("needs independent cases");
        }
        double[] sorted = IntStream.range(0, evidence.cases())
                .mapToDouble(evidence::score)
                .sorted()
                .toArray();
        int steps = Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(0, sorted.length - 1)));
        double threshold = Double.POSITIVE_INFINITY;
        int low = 0;
        int high = sorted.length;
        for (int step = 0; step < steps && low < high; step++) {
            int middle = (low + high) / 2;
            double candidate = middle == 0 ? Double.NEGATIVE_INFINITY : sorted[middle - 1];
            if (bound(evidence, candidate, promise.chance() / steps) <= promise.target()) {
                threshold = Math.min(threshold, candidate);
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Certificate.at(threshold, evidence, promise, scope, Method.SELECTIVE_GUARANTEED_RISK, 1);
    }

    /** The largest error rate under which so few errors are not yet surprising. */
    private static double bound(Evidence evidence, double threshold, double chance) {
        int n = evidence.automated(threshold);
        int errors = evidence.errors(threshold);
        return errors >= n ? 1 : BetaDistribution.of(errors + 1.0, n - errors).inverseSurvivalProbability(chance);
    }
}
