package io.countersign.statistics.guarantee;

import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * A test of the automated error from whole units: the number of errors is a weighted sum of rare events, one a unit, with as
 * many errors as the unit has for its weight. Its upper bound is that of Fay and Feuer (1997, "Confidence intervals for
 * directly standardized rates"): a gamma distribution with the mean and the variance of the sum after one more event of
 * the largest weight. With units of one size that is the exact bound for Poisson counts of wrong units; in every law
 * that was ever simulated it was cautious, also where large units err more than small ones.
 *
 * <p>Nothing is assumed of how errors inside a unit hang together. A unit larger than all audited ones is not foreseen.
 */
final class WeightedUnits implements RiskTest {
    private final Evidence evidence;
    private final double target;

    WeightedUnits(Evidence evidence, double target) {
        this.evidence = evidence;
        this.target = target;
    }

    @Override
    public double pValue(double threshold) {
        var counts = new HashMap<Integer, Count>();
        for (int i = 0; i < evidence.cases(); i++) {
            if (evidence.score(i) > threshold) {
                counts.merge(evidence.unit(i), new Count(1, evidence.wrong(i) ? 1 : 0), Count::plus);
            }
        }
        return counts.isEmpty() ? 1 : tail(counts);
    }

    private double tail(Map<Integer, Count> counts) {
        double cases = 0;
        double largest = 0;
        double errors = 0;
        double variance = 0;
        for (Count unit : counts.values()) {
            cases += unit.cases();
            largest = Math.max(largest, unit.cases());
            errors += unit.errors();
            variance += (double) unit.errors() * unit.errors();
        }
        double mean = errors + largest;
        double scale = (variance + largest * largest) / mean;
        return GammaDistribution.of(mean / scale, scale).survivalProbability(target * cases);
    }

    /** What a unit has above the threshold. */
    private record Count(int cases, int errors) {

        Count plus(Count other) {
            return new Count(cases + other.cases, errors + other.errors);
        }
    }
}
