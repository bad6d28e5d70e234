package io.countersign.statistics.watching;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The population stability index: how far a mix has moved, as the symmetric Kullback-Leibler divergence of shares. By
 * custom 0.1 is worth a look and 0.2 is a change. Empty cells count half a case, so that it stays finite.
 */
public final class PopulationStability {
    private static final double EMPTY = 0.5;

    private PopulationStability() {}

    /**
     * Compares how often each label occurs.
     *
     * @param reference count, or weight, of each label before
     * @param current count, or weight, of each label now
     */
    public static double ofLabels(Map<String, ? extends Number> reference, Map<String, ? extends Number> current) {
        Set<String> labels = new TreeSet<>(reference.keySet());
        labels.addAll(current.keySet());
        return index(counts(labels, reference), counts(labels, current));
    }

    private static double[] counts(Set<String> labels, Map<String, ? extends Number> counts) {
        return labels.stream()
                .map(counts::get)
                .mapToDouble(count -> count == null ? 0 : count.doubleValue())
                .toArray();
    }

    /**
     * Compares two samples of a number, in cells that hold equally many of the reference.
     *
     * @param cells 10 is customary
     * @throws IllegalArgumentException if a sample is empty
     */
    public static double ofValues(double[] reference, double[] current, int cells) {
        return ofValues(reference, ones(reference.length), current, ones(current.length), cells);
    }

    /**
     * Compares two weighted samples of a number, in cells that hold equally much weight of the reference. A weight is a
     * repetition.
     *
     * @param referenceWeight positive, as many as there are values
     * @param currentWeight positive, as many as there are values
     * @param cells 10 is customary
     * @throws IllegalArgumentException if a sample is empty or a length is wrong
     */
    public static double ofValues(
            double[] reference, double[] referenceWeight, double[] current, double[] currentWeight, int cells) {
        boolean complete = referenceWeight.length == reference.length && currentWeight.length == current.length;
        if (reference.length == 0 || current.length == 0 || !complete) {
            throw new IllegalArgumentException("an empty sample, or not as many weights as values");
        }
        double[] edges = edges(reference, referenceWeight, cells);
        return index(counts(reference, referenceWeight, edges), counts(current, currentWeight, edges));
    }

    /** The value at which each further cell begins: the first with more than its share of the weight up to it. */
    private static double[] edges(double[] values, double[] weight, int cells) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double total = Arrays.stream(weight).sum();
        double[] edges = new double[cells - 1];
        double upTo = 0;
        int cell = 1;
        for (int i : order) {
            upTo += weight[i];
            while (cell < cells && upTo > total * cell / cells) {
                edges[cell++ - 1] = values[i];
            }
        }
        Arrays.fill(edges, cell - 1, cells - 1, values[order[order.length - 1]]);
        return Arrays.stream(edges).distinct().toArray();
    }

    private static double[] counts(double[] values, double[] weight, double[] edges) {
        double[] counts = new double[edges.length + 1];
        for (int i = 0; i < values.length; i++) {
            int at = Arrays.binarySearch(edges, values[i]);
            counts[at >= 0 ? at + 1 : -at - 1] += weight[i];
        }
        return counts;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double index(double[] reference, double[] current) {
        double before = Arrays.stream(reference).map(c -> Math.max(c, EMPTY)).sum();
        double now = Arrays.stream(current).map(c -> Math.max(c, EMPTY)).sum();
        double index = 0;
        for (int c = 0; c < reference.length; c++) {
            double p = Math.max(reference[c], EMPTY) / before;
            double q = Math.max(current[c], EMPTY) / now;
            index += (q - p) * Math.log(q / p);
        }
        return index;
    }
}
