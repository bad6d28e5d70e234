package io.countersign.statistics.agreement;

import java.util.Arrays;

/**
 * One minus observed over expected disagreement, from the matrix of coinciding pairs of labels (Krippendorff 2011,
 * "Computing Krippendorff's alpha-reliability"). Items with a single label tell nothing.
 */
record KrippendorffAlpha(Scale scale) implements AgreementStatistic {

    @Override
    public double of(Ratings ratings, double[] itemWeights) {
        ratings.requireOneLabelEach();
        int labels = ratings.labels().size();
        double[][] coincidences = new double[labels][labels];
        for (int item = 0; item < itemWeights.length; item++) {
            addPairs(ratings.counts(item), itemWeights[item], coincidences);
        }
        double[] totals = Arrays.stream(coincidences)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        double all = Arrays.stream(totals).sum();
        double observed = 0;
        double expected = 0;
        for (int a = 0; a < labels; a++) {
            for (int b = a + 1; b < labels; b++) {
                double distance = distance(a, b, totals);
                observed += coincidences[a][b] * distance;
                expected += totals[a] * totals[b] * distance;
            }
        }
        return 1 - (all - 1) * observed / expected;
    }

    private static void addPairs(int[] counts, double weight, double[][] coincidences) {
        int n = Arrays.stream(counts).sum();
        if (n < 2) {
            return;
        }
        for (int a = 0; a < counts.length; a++) {
            for (int b = 0; b < counts.length; b++) {
                double pairs = a == b ? (double) counts[a] * (counts[a] - 1) : (double) counts[a] * counts[b];
                coincidences[a][b] += weight * pairs / (n - 1);
            }
        }
    }

    private double distance(int low, int high, double[] totals) {
        return switch (scale) {
            case NOMINAL -> 1;
            case ORDINAL -> {
                double between = Arrays.stream(totals, low, high + 1).sum() - (totals[low] + totals[high]) / 2;
                yield between * between;
            }
        };
    }
}
