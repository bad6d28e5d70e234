package io.countersign.statistics.resampling;

import io.countersign.statistics.Estimate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The percentile bootstrap over independent units (Efron 1979; clusters as in Davison & Hinkley 1997, 3.8): a resample
 * draws as many units as there are, with replacement, and weighs every case by how often its unit was drawn.
 *
 * <p>Percentiles of few units are too narrow: what is drawn varies less than its source by (n - 1) / n, and has the tails
 * of a normal rather than Student's distribution. So the ends are moved away from the estimate by the factor that
 * Hesterberg (2015, "What teachers should know about the bootstrap") expands percentiles by: 2.7 with 3 units, 1.22 with
 * 10, 1.02 with 100. They may leave the range of the statistic then; see {@link Estimate#within}.
 *
 * <p>Assumes independent units. With fewer than about 10 units it holds for statistics that vary evenly to both sides.
 */
public final class UnitResampling {

    private final int[] unitOfCase;
    private final int units;
    private final int resamples;
    private final long seed;

    private UnitResampling(int[] unitOfCase, int units, int resamples, long seed) {
        this.unitOfCase = unitOfCase;
        this.units = units;
        this.resamples = resamples;
        this.seed = seed;
    }

    /**
     * @param units the unit of each case; equal strings are one unit
     * @param resamples how many resamples, at least 1; 500 or more for a 95 % interval
     * @param seed the same seed draws the same resamples
     */
    public static UnitResampling of(List<String> units, int resamples, long seed) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] unitOfCase = new int[units.size()];
        for (int i = 0; i < unitOfCase.length; i++) {
            Integer known = numbers.putIfAbsent(units.get(i), numbers.size());
            unitOfCase[i] = known == null ? numbers.size() - 1 : known;
        }
        return of(unitOfCase, resamples, seed);
    }

    /**
     * @param units the unit of each case, numbered from 0 without gaps
     * @param resamples how many resamples, at least 1
     * @param seed the same seed draws the same resamples
     */
    public static UnitResampling of(int[] units, int resamples, long seed) {
        if (units.length == 0 || resamples < 1) {
            throw new IllegalArgumentException("there must be at least one case and one resample");
        }
        return new UnitResampling(units.clone(), Arrays.stream(units).max().orElse(0) + 1, resamples, seed);
    }

    /**
     * The statistic with its interval.
     *
     * @param statistic a number from the weights of all cases, 1 each for the estimate itself; resamples in which it is
     *     NaN are left out
     * @param confidence in (0, 1)
     */
    public Estimate estimate(ToDoubleFunction<double[]> statistic, double confidence) {
        return estimate(statistic, units, confidence);
    }

    /**
     * The same for a statistic to which not all units matter. The interval is unbounded where the data cannot tell: with a
     * single unit, and where no resample differs though there are too few units for even a sign test,
     * {@code 0.5^n > (1 - confidence) / 2}.
     *
     * @param mattering how many units n the statistic rests on, such as those of one group; at least 1
     */
    public Estimate estimate(ToDoubleFunction<double[]> statistic, int mattering, double confidence) {
        if (mattering < 1) {
            throw new IllegalArgumentException("a statistic rests on at least one unit, not on " + mattering);
        }
        double[] ones = new double[unitOfCase.length];
        Arrays.fill(ones, 1);
        double value = statistic.applyAsDouble(ones);
        double[] drawn = draws(statistic);
        if (drawn.length == 0) {
            return new Estimate(value, Double.NaN, Double.NaN, confidence);
        }
        double tail = (1 - confidence) / 2;
        boolean varies = drawn[0] < drawn[drawn.length - 1];
        if (mattering == 1 || (!varies && Math.pow(0.5, mattering) > tail)) {
            return new Estimate(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, confidence);
        }
        double below = quantile(drawn, tail);
        double above = quantile(drawn, 1 - tail);
        double factor = expansion(mattering, tail);
        return new Estimate(
                value,
                Math.min(below, value + factor * (below - value)),
                Math.max(above, value + factor * (above - value)),
                confidence);
    }

    private static double expansion(int n, double tail) {
        double student = TDistribution.of(n - 1).inverseSurvivalProbability(tail);
        double normal = NormalDistribution.of(0, 1).inverseSurvivalProbability(tail);
        return student / normal * Math.sqrt(n / (n - 1.0));
    }

    private double[] draws(ToDoubleFunction<double[]> statistic) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[resamples];
        double[] weights = new double[unitOfCase.length];
        for (int r = 0; r < resamples; r++) {
            int[] counts = new int[units];
            for (int k = 0; k < units; k++) {
                counts[random.nextInt(units)]++;
            }
            for (int i = 0; i < weights.length; i++) {
                weights[i] = counts[unitOfCase[i]];
            }
            values[r] = statistic.applyAsDouble(weights);
        }
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
