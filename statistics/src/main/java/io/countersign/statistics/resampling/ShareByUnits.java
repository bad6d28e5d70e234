package io.countersign.statistics.resampling;

import io.countersign.statistics.Interval;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The interval of a share whose cases come in units. The variance counts whole units (Liang and Zeger 1986), which is
 * wider than that of independent cases where units err as a whole, and not as wide as if a unit were a single case. The
 * score interval of Wilson (1927) is then taken for as many independent cases as would have that variance, with the
 * degrees of freedom of the units (Korn and Graubard 1998), so that it holds for shares near 0 and 1.
 */
public final class ShareByUnits {
    private ShareByUnits() {}

    /**
     * The interval.
     *
     * @param outcome each in 0..1, n
     * @param weight not negative, not all 0, n
     * @param units the independent unit of each case, numbered from 0, n
     * @param level such as 0.95
     */
    public static Interval interval(double[] outcome, double[] weight, int[] units, double level) {
        double total = Arrays.stream(weight).sum();
        double squares = Arrays.stream(weight).map(w -> w * w).sum();
        double share = 0;
        for (int i = 0; i < outcome.length; i++) {
            share += weight[i] * outcome[i] / total;
        }
        double[] residual = new double[Arrays.stream(units).max().orElseThrow() + 1];
        boolean[] seen = new boolean[residual.length];
        for (int i = 0; i < outcome.length; i++) {
            residual[units[i]] += weight[i] * (outcome[i] - share) / total;
            seen[units[i]] |= weight[i] > 0;
        }
        int count = 0;
        double variance = 0;
        for (int u = 0; u < residual.length; u++) {
            count += seen[u] ? 1 : 0;
            variance += residual[u] * residual[u];
        }
        double inside = Math.clamp(share, 0.0, 1.0);
        return Interval.wilson(inside, worth(inside, variance, total * total / squares, count, level), level);
    }

    /** How many independent cases tell as much; never more than there are, and only the units where nothing varies. */
    private static double worth(double share, double variance, double cases, int units, double level) {
        if (units < 2 || variance <= 0 || share <= 0 || share >= 1) {
            return units;
        }
        double tail = (1 - level) / 2;
        double normal = NormalDistribution.of(0, 1).inverseSurvivalProbability(tail);
        double fewUnits = normal / TDistribution.of(units - 1).inverseSurvivalProbability(tail);
        double alike = share * (1 - share) / (variance * units / (units - 1));
        return Math.min(cases, alike) * fewUnits * fewUnits;
    }
}
