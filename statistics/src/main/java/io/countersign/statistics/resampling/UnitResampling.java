package io.countersign.statistics.resampling;

import io.countersign.statistics.Estimate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * The percentile bootstrap over independent units (Efron 1979; clusters as in Davison & Hinkley 1997, 3.8): a resample
 * draws as many units as there are, with replacement, and weighs every case by how often its unit was drawn.
 *
 * <p>Assumes independent units. With fewer than about 30 units its intervals are too narrow.
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
     * The statistic with its percentile interval.
     *
     * @param statistic a number from the weights of all cases, 1 each for the estimate itself; resamples in which it is
     *     NaN are left out
     * @param confidence in (0, 1)
     */
    public Estimate estimate(ToDoubleFunction<double[]> statistic, double confidence) {
        double[] ones = new double[unitOfCase.length];
        Arrays.fill(ones, 1);
        double value = statistic.applyAsDouble(ones);
        double[] drawn = draws(statistic);
        if (drawn.length == 0) {
            return new Estimate(value, Double.NaN, Double.NaN, confidence);
        }
        double tail = (1 - confidence) / 2;
        return new Estimate(value, quantile(drawn, tail), quantile(drawn, 1 - tail), confidence);
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
