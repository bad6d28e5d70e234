package io.countersign.statistics.agreement;

import java.util.Arrays;

/** How each rater labels items of each true label, as far as the labels and the beliefs about the truth tell. */
final class RaterErrors {

    private static final double ACCURACY_STRENGTH = 5;
    private static final double LIKELY_ACCURACY = 0.7;
    private static final double LEAST = 1e-3;

    private final double[][][] probability;
    private final double[][][] log;
    private final double[] accuracy;

    private RaterErrors(double[][][] probability, double[] accuracy) {
        this.probability = probability;
        this.accuracy = accuracy;
        this.log = Arrays.stream(probability)
                .map(rater -> Arrays.stream(rater)
                        .map(row -> Arrays.stream(row).map(Math::log).toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    /**
     * Learns from beliefs about the truth.
     *
     * @param known which labels to learn from
     * @param strength how strongly raters are drawn to the crowd, over 0
     */
    static RaterErrors learn(
            Ratings ratings, ItemKnowledge items, boolean[] known, double[][] beliefs, double strength) {
        int labels = ratings.labels().size();
        double[][][] counts = counts(ratings, items, known, beliefs);
        double[][] pooled = new double[labels][labels];
        for (double[][] rater : counts) {
            addTo(pooled, rater);
        }
        double overall = accuracy(pooled, LIKELY_ACCURACY, 2);
        smooth(pooled, overall, items.labels(ratings) / labels);
        double[] accuracies = Arrays.stream(counts)
                .mapToDouble(rater -> accuracy(rater, overall, ACCURACY_STRENGTH * strength))
                .toArray();
        for (int rater = 0; rater < counts.length; rater++) {
            double tilt = logOdds(accuracies[rater]) - logOdds(overall);
            for (int truth = 0; truth < labels; truth++) {
                shrink(counts[rater][truth], pooled[truth], truth, tilt, strength);
            }
        }
        return new RaterErrors(counts, accuracies);
    }

    /** The probability that a rater says {@code label} where {@code truth} is true. */
    double probability(int rater, int truth, int label) {
        return probability[rater][truth][label];
    }

    /** The logarithm of {@link #probability}, taken once for all items. */
    double logProbability(int rater, int truth, int label) {
        return log[rater][truth][label];
    }

    /** The rater's share of right labels, shrunk to that of all. */
    double accuracy(int rater) {
        return accuracy[rater];
    }

    private static double[][][] counts(Ratings ratings, ItemKnowledge items, boolean[] known, double[][] beliefs) {
        int labels = ratings.labels().size();
        double[][][] counts = new double[ratings.raters().size()][labels][labels];
        for (int item = 0; item < beliefs.length; item++) {
            for (int i = ratings.first(item); i < ratings.first(item + 1); i++) {
                for (int truth = 0; known[i] && truth < labels; truth++) {
                    counts[ratings.rater(i)][truth][ratings.label(i)] += items.weight(item) * beliefs[item][truth];
                }
            }
        }
        return counts;
    }

    private static void addTo(double[][] pooled, double[][] rater) {
        for (int truth = 0; truth < pooled.length; truth++) {
            for (int label = 0; label < pooled.length; label++) {
                pooled[truth][label] += rater[truth][label];
            }
        }
    }

    private static double accuracy(double[][] counts, double prior, double strength) {
        double right = prior * strength;
        double all = strength;
        for (int truth = 0; truth < counts.length; truth++) {
            right += counts[truth][truth];
            all += Arrays.stream(counts[truth]).sum();
        }
        return Math.clamp(right / all, LEAST, 1 - LEAST);
    }

    private static void smooth(double[][] pooled, double accuracy, double strength) {
        for (int truth = 0; truth < pooled.length; truth++) {
            double all = Arrays.stream(pooled[truth]).sum();
            for (int label = 0; label < pooled.length; label++) {
                double alike = truth == label ? accuracy : (1 - accuracy) / (pooled.length - 1);
                pooled[truth][label] = (pooled[truth][label] + strength * alike) / (all + strength);
            }
        }
    }

    private static void shrink(double[] row, double[] pooled, int truth, double tilt, double cell) {
        double right = 1 / (1 + Math.exp(-logOdds(pooled[truth]) - tilt));
        double all = Arrays.stream(row).sum();
        double strength = cell * row.length;
        for (int label = 0; label < row.length; label++) {
            double mean = label == truth ? right : pooled[label] * (1 - right) / (1 - pooled[truth]);
            row[label] = (row[label] + strength * mean) / (all + strength);
        }
    }

    private static double logOdds(double p) {
        double inside = Math.clamp(p, LEAST, 1 - LEAST);
        return Math.log(inside / (1 - inside));
    }
}
