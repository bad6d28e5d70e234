package io.countersign.statistics;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two ends between which a number lies. Whoever returns it says how sure that is and where its middle stands, if it has
 * one; a point and its interval from one computation are an {@link Estimate}.
 *
 * @param low at most {@code high}
 * @param high at least {@code low}
 */
public record Interval(double low, double high) {

    /** Refuses an interval that is empty. */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException(low + " to " + high);
        }
    }

    /** high - low. */
    public double width() {
        return high - low;
    }

    /** Whether a value lies inside or on an end. */
    public boolean covers(double value) {
        return low <= value && value <= high;
    }

    /**
     * The score interval of a share (Wilson 1927).
     *
     * @param share 0..1
     * @param n number of independent units, over 0; need not be whole
     * @param level such as 0.95
     */
    public static Interval wilson(double share, double n, double level) {
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + level) / 2);
        double centre = (share + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }

    /**
     * The exact interval of a share (Clopper and Pearson 1934): it covers at least as often as it says.
     *
     * @param hits 0..n
     * @param n number of independent units, over 0
     * @param level such as 0.95
     */
    public static Interval clopperPearson(long hits, long n, double level) {
        double tail = (1 - level) / 2;
        double low = hits == 0 ? 0 : BetaDistribution.of(hits, n - hits + 1.0).inverseCumulativeProbability(tail);
        double high = hits == n ? 1 : BetaDistribution.of(hits + 1.0, n - hits).inverseSurvivalProbability(tail);
        return new Interval(low, high);
    }
}
