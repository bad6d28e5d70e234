package io.countersign.statistics.agreement;

import java.util.Arrays;

/**
 * What is known of items besides their labels.
 *
 * @param priors {@code [item][label]}, or empty to learn the shares of the labels
 * @param weights how many items each stands for
 */
record ItemKnowledge(double[][] priors, double[] weights) {

    static ItemKnowledge none(Ratings ratings) {
        return new ItemKnowledge(new double[0][], ones(ratings));
    }

    /** Copies of both; refuses weights that are none. */
    static ItemKnowledge of(Ratings ratings, double[][] priors, double[] weights) {
        if (weights.length != ratings.items().size()) {
            throw new IllegalArgumentException(
                    weights.length + " weights for " + ratings.items().size() + " items");
        }
        for (int item = 0; item < weights.length; item++) {
            if (!(weights[item] > 0 && Double.isFinite(weights[item]))) {
                throw new IllegalArgumentException("weight " + weights[item] + " of item "
                        + ratings.items().get(item));
            }
        }
        return new ItemKnowledge(Arrays.stream(priors).map(double[]::clone).toArray(double[][]::new), weights.clone());
    }

    static double[] ones(Ratings ratings) {
        double[] ones = new double[ratings.items().size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    boolean hasPriors() {
        return priors.length > 0;
    }

    double weight(int item) {
        return weights[item];
    }

    /** The labels of all items together, those of an item as often as it stands for. */
    double labels(Ratings ratings) {
        double sum = 0;
        for (int item = 0; item < weights.length; item++) {
            sum += weights[item] * (ratings.first(item + 1) - ratings.first(item));
        }
        return sum;
    }

    double totalWeight() {
        return Arrays.stream(weights).sum();
    }
}
