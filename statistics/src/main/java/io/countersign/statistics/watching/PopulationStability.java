package io.countersign.statistics.watching;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
     * @param reference count of each label before
     * @param current count of each label now
     */
    public static double ofLabels(Map<String, Long> reference, Map<String, Long> current) {
        Set<String> labels = new HashSet<>(reference.keySet());
        labels.addAll(current.keySet());
        String[] all = labels.toArray(String[]::new);
        return index(
                Arrays.stream(all)
                        .mapToDouble(l -> reference.getOrDefault(l, 0L))
                        .toArray(),
                Arrays.stream(all).mapToDouble(l -> current.getOrDefault(l, 0L)).toArray());
    }

    /**
     * Compares two samples of a number, in cells that hold equally many of the reference.
     *
     * @param cells 10 is customary
     * @throws IllegalArgumentException if a sample is empty
     */
    public static double ofValues(double[] reference, double[] current, int cells) {
        if (reference.length == 0 || current.length == 0) {
            throw new IllegalArgumentException("an empty sample");
        }
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        double[] edges = new double[cells - 1];
        for (int c = 1; c < cells; c++) {
            edges[c - 1] = sorted[(int) ((long) c * sorted.length / cells)];
        }
        double[] distinct = Arrays.stream(edges).distinct().toArray();
        return index(counts(reference, distinct), counts(current, distinct));
    }

    private static double[] counts(double[] values, double[] edges) {
        double[] counts = new double[edges.length + 1];
        for (double value : values) {
            int at = Arrays.binarySearch(edges, value);
            counts[at >= 0 ? at + 1 : -at - 1]++;
        }
        return counts;
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
