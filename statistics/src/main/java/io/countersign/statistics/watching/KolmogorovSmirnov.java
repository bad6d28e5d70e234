package io.countersign.statistics.watching;

import java.util.Arrays;

/**
 * The two-sample Kolmogorov-Smirnov test: do two samples come from one continuous distribution? With ties it is cautious.
 *
 * @param statistic the largest distance between the two distribution functions, 0..1
 * @param pValue by the asymptotic distribution with the small-sample correction of Stephens (1970)
 */
public record KolmogorovSmirnov(double statistic, double pValue) {

    /**
     * Compares two samples of independent values.
     *
     * @throws IllegalArgumentException if one is empty
     */
    public static KolmogorovSmirnov of(double[] reference, double[] current) {
        if (reference.length == 0 || current.length == 0) {
            throw new IllegalArgumentException("an empty sample");
        }
        double[] a = reference.clone();
        double[] b = current.clone();
        Arrays.sort(a);
        Arrays.sort(b);
        double statistic = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            statistic = Math.max(statistic, Math.abs((double) i / a.length - (double) j / b.length));
        }
        double root = Math.sqrt((double) a.length * b.length / (a.length + b.length));
        return new KolmogorovSmirnov(statistic, tail((root + 0.12 + 0.11 / root) * statistic));
    }

    private static double tail(double x) {
        if (x < 0.2) {
            return 1;
        }
        double sum = 0;
        for (int k = 1; k <= 100; k++) {
            sum += (k % 2 == 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
        }
        return Math.clamp(sum, 0, 1);
    }
}
