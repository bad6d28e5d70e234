package io.countersign.statistics.boosting;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How one column falls into few bins. Bin 0 holds what is missing; a quantity's bins are cut at weighted quantiles, a
 * category's bin is its code plus one.
 */
final class Binning {

    private final double[] edges;
    private final int categories;

    private Binning(double[] edges, int categories) {
        this.edges = edges;
        this.categories = categories;
    }

    static Binning ofCategories(int categories) {
        return new Binning(new double[0], categories);
    }

    /** Cuts between different values only, so that equal values never part; weights count as repetition. */
    static Binning ofQuantity(double[] values, double[] weights, int most) {
        int[] known = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]) && weights[i] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double left = Arrays.stream(known).mapToDouble(i -> weights[i]).sum();
        double[] edges = new double[most - 1];
        int cut = 0;
        double filled = 0;
        for (int k = 0; k + 1 < known.length && cut < edges.length; k++) {
            filled += weights[known[k]];
            double value = values[known[k]];
            double next = values[known[k + 1]];
            if (value < next && filled >= left / (most - cut)) {
                edges[cut++] = between(value, next);
                left -= filled;
                filled = 0;
            }
        }
        return new Binning(Arrays.copyOf(edges, cut), 0);
    }

    private static double between(double value, double next) {
        double middle = value / 2 + next / 2;
        return middle >= value && middle < next ? middle : value;
    }

    int bins() {
        return (categories > 0 ? categories : edges.length + 1) + 1;
    }

    boolean isCategorical() {
        return categories > 0;
    }

    /** The largest value that falls into the given bin or a lower one. */
    double upperEdge(int bin) {
        return bin <= edges.length ? edges[bin - 1] : Double.POSITIVE_INFINITY;
    }

    byte bin(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        if (categories > 0) {
            return (byte) (value >= 0 && value < categories ? (int) value + 1 : 0);
        }
        int at = Arrays.binarySearch(edges, value);
        return (byte) ((at >= 0 ? at : -at - 1) + 1);
    }
}
