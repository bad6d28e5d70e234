package io.countersign.statistics.agreement;

import io.countersign.statistics.Estimate;
import io.countersign.statistics.resampling.UnitResampling;
import java.util.Arrays;
import java.util.List;

/** The customary measures of agreement between raters, and their intervals. */
public final class Agreement {

    private Agreement() {}

    /** The share of pairs of labels of the same item that are equal, every item with two labels or more counting once. */
    public static AgreementStatistic percent() {
        return (ratings, weights) -> {
            ratings.requireOneLabelEach();
            double agreeing = 0;
            double all = 0;
            for (int item = 0; item < weights.length; item++) {
                int[] counts = ratings.counts(item);
                int n = Arrays.stream(counts).sum();
                if (n >= 2) {
                    agreeing += weights[item] * agreeingPairs(counts) / ((double) n * (n - 1));
                    all += weights[item];
                }
            }
            return agreeing / all;
        };
    }

    /**
     * Cohen's kappa (1960) of two raters over the items that both labelled.
     *
     * @param one a rater's number
     * @param other another rater's number
     */
    public static AgreementStatistic cohen(int one, int other) {
        return new CohenKappa(one, other);
    }

    /**
     * Fleiss' kappa (1971), over items with two labels or more; where items have different numbers of labels, each item's
     * agreement is that of its own pairs and chance follows the shares of all labels.
     */
    public static AgreementStatistic fleiss() {
        return (ratings, weights) -> {
            ratings.requireOneLabelEach();
            double[] shares = new double[ratings.labels().size()];
            for (int item = 0; item < weights.length; item++) {
                int[] counts = ratings.counts(item);
                double used = Arrays.stream(counts).sum() >= 2 ? weights[item] : 0;
                for (int label = 0; label < shares.length; label++) {
                    shares[label] += used * counts[label];
                }
            }
            double total = Arrays.stream(shares).sum();
            double chance =
                    Arrays.stream(shares).map(s -> s / total * (s / total)).sum();
            return (percent().of(ratings, weights) - chance) / (1 - chance);
        };
    }

    /** Krippendorff's alpha (2011), which allows missing labels. */
    public static AgreementStatistic krippendorff(Scale scale) {
        return new KrippendorffAlpha(scale);
    }

    /**
     * A measure with its bootstrap interval over independent units of items, where every item counts once; with a single
     * unit it goes from minus infinity to 1.
     *
     * @param units the unit of each item; items of one unit are drawn together
     * @param confidence in (0, 1)
     * @param resamples some hundreds
     */
    public static Estimate estimate(
            AgreementStatistic statistic,
            Ratings ratings,
            List<String> units,
            double confidence,
            int resamples,
            long seed) {
        return estimate(statistic, ratings, ItemKnowledge.ones(ratings), units, confidence, resamples, seed);
    }

    /**
     * The same where items have weights. For the interval a weight is no evidence: it narrows with units alone.
     *
     * @param itemWeights by the number of the item, not negative; a weight of 2 is the item twice
     */
    public static Estimate estimate(
            AgreementStatistic statistic,
            Ratings ratings,
            double[] itemWeights,
            List<String> units,
            double confidence,
            int resamples,
            long seed) {
        if (itemWeights.length != ratings.items().size()) {
            throw new IllegalArgumentException(
                    itemWeights.length + " weights for " + ratings.items().size() + " items");
        }
        return UnitResampling.of(units, resamples, seed)
                .estimate(
                        drawn -> {
                            double[] both = itemWeights.clone();
                            Arrays.setAll(both, item -> both[item] * drawn[item]);
                            return statistic.of(ratings, both);
                        },
                        confidence)
                .within(Double.NEGATIVE_INFINITY, 1);
    }

    private static double agreeingPairs(int[] counts) {
        double pairs = 0;
        for (int count : counts) {
            pairs += (double) count * (count - 1);
        }
        return pairs;
    }
}
