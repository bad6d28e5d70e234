package io.countersign.statistics.watching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

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
     * @throws IllegalArgumentException if one is empty or has a value that is not finite
     */
    public static KolmogorovSmirnov of(double[] reference, double[] current) {
        return of(reference, ones(reference.length), current, ones(current.length));
    }

    /**
     * Compares two weighted samples of independent values. For the statistic a weight is a repetition; for the p-value it is
     * not, for it is no evidence: a sample tells as much as the square of its weight over the sum of squares (Kish 1965).
     *
     * @param referenceWeight positive, as many as there are values
     * @param currentWeight positive, as many as there are values
     * @throws IllegalArgumentException if a sample is empty, a length is wrong or a value is not finite
     */
    public static KolmogorovSmirnov of(
            double[] reference, double[] referenceWeight, double[] current, double[] currentWeight) {
        Sample a = Sample.of("reference", reference, referenceWeight);
        Sample b = Sample.of("current", current, currentWeight);
        double statistic = 0;
        double below = 0;
        double belowOther = 0;
        int i = 0;
        int j = 0;
        while (i < a.values().length && j < b.values().length) {
            double value = Math.min(a.values()[i], b.values()[j]);
            while (i < a.values().length && a.values()[i] == value) {
                below += a.shares()[i++];
            }
            while (j < b.values().length && b.values()[j] == value) {
                belowOther += b.shares()[j++];
            }
            statistic = Math.max(statistic, Math.abs(below - belowOther));
        }
        double root = Math.sqrt(a.worth() * b.worth() / (a.worth() + b.worth()));
        return new KolmogorovSmirnov(statistic, tail((root + 0.12 + 0.11 / root) * statistic));
    }

    /** Values by size with their shares of the weight, and how many values of equal weight tell as much. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sample(double[] values, double[] shares, double worth) {

        static Sample of(String name, double[] values, double[] weight) {
            if (values.length == 0 || weight.length != values.length) {
                throw new IllegalArgumentException(values.length + " values, " + weight.length + " weights");
            }
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new IllegalArgumentException("value %d of the %s sample is %s".formatted(i, name, values[i]));
                }
            }
            double total = Arrays.stream(weight).sum();
            int[] order = IntStream.range(0, values.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> values[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new Sample(
                    Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
                    Arrays.stream(order).mapToDouble(i -> weight[i] / total).toArray(),
                    total * total / Arrays.stream(weight).map(w -> w * w).sum());
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
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
