package io.countersign.statistics.agreement;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Combines labels into a probability by item, and learns from the same labels how each rater errs (Dawid & Skene 1979), by
 * maximum a posteriori under a prior of two levels:
 *
 * <ul>
 *   <li>all raters' pooled errors are drawn to those of somebody who errs alike on every label, with as many pseudo-labels
 *       as a label has labels on average. A label that people use for doubt does not become a truth of its own that way;
 *   <li>each rater's errors are drawn to the pooled ones, tilted to the rater's own accuracy.
 * </ul>
 *
 * <p>How strongly raters are drawn to one another is chosen by how well labels that were held out are foretold
 * (cross-validated likelihood, Stone 1974): where people are alike the answer is close to the majority's, where they
 * differ each counts by what they are worth.
 *
 * <p>Items may have weights, where they were drawn with unequal chances or stand for several: a weight of 2 is the item
 * twice, with the same labels from the same raters. A single label has none, for somebody who says the same of an item again
 * tells nothing new.
 *
 * <p>Assumes that raters err independently given the truth. Items need no common raters. Time: labels × classes × rounds.
 */
public final class DawidSkene {

    private static final double[] STRENGTHS = {1, 4, 16, 64};
    private static final int FOLDS = 5;
    private static final int MOST_ROUNDS = 200;
    private static final int ROUNDS_TO_CHOOSE = 50;

    private final Ratings ratings;
    private final ItemKnowledge items;
    private final int[] foldOf;

    /**
     * @param foldOf by label: with which part it is held out, 0..4. Copies of an item that are held out together are what
     *     a weight stands for, and give the same to the last digits
     */
    DawidSkene(Ratings ratings, ItemKnowledge items, int[] foldOf) {
        this.ratings = ratings;
        this.items = items;
        this.foldOf = foldOf;
    }

    private static DawidSkene of(Ratings ratings, ItemKnowledge items, long seed) {
        return new DawidSkene(
                ratings,
                items,
                new SplittableRandom(seed).ints(ratings.size(), 0, FOLDS).toArray());
    }

    /**
     * Combines labels alone; the shares of the labels are learnt.
     *
     * @param seed which labels are held out together; the same seed gives the same answer
     */
    public static CombinedLabels combine(Ratings ratings, long seed) {
        return of(ratings, ItemKnowledge.none(ratings), seed).combine();
    }

    /**
     * The same where items have weights.
     *
     * @param itemWeights by the number of the item, positive and finite; a weight of 2 is the item twice
     * @param seed which labels are held out together
     */
    public static CombinedLabels combine(Ratings ratings, double[] itemWeights, long seed) {
        return of(ratings, ItemKnowledge.of(ratings, new double[0][], itemWeights), seed)
                .combine();
    }

    /**
     * Combines labels with what was known of each item before, such as a model's calibrated answer.
     *
     * @param itemPriors {@code [item][label]} probabilities, rows sum to 1; calibrated, for an overconfident prior outvotes
     *     people
     * @param seed which labels are held out together
     */
    public static CombinedLabels combine(Ratings ratings, double[][] itemPriors, long seed) {
        return combine(ratings, itemPriors, ItemKnowledge.ones(ratings), seed);
    }

    /**
     * The same where items have weights.
     *
     * @param itemPriors {@code [item][label]} probabilities, rows sum to 1; calibrated
     * @param itemWeights by the number of the item, positive and finite; a weight of 2 is the item twice
     * @param seed which labels are held out together
     */
    public static CombinedLabels combine(Ratings ratings, double[][] itemPriors, double[] itemWeights, long seed) {
        if (itemPriors.length != ratings.items().size()) {
            throw new IllegalArgumentException(
                    itemPriors.length + " priors for " + ratings.items().size() + " items");
        }
        return of(ratings, ItemKnowledge.of(ratings, itemPriors, itemWeights), seed)
                .combine();
    }

    CombinedLabels combine() {
        return new CrowdFit(ratings, items, allBut(FOLDS), strength(), MOST_ROUNDS).combined();
    }

    private double strength() {
        double[] foretold =
                Arrays.stream(STRENGTHS).parallel().map(this::foretold).toArray();
        int best = 0;
        for (int s = 1; s < foretold.length; s++) {
            best = foretold[s] > foretold[best] ? s : best;
        }
        return STRENGTHS[best];
    }

    private double foretold(double strength) {
        double sum = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            sum += new CrowdFit(ratings, items, allBut(fold), strength, ROUNDS_TO_CHOOSE).logProbabilityOfUnknown();
        }
        return sum;
    }

    private boolean[] allBut(int fold) {
        boolean[] known = new boolean[foldOf.length];
        for (int i = 0; i < known.length; i++) {
            known[i] = foldOf[i] != fold;
        }
        return known;
    }
}
