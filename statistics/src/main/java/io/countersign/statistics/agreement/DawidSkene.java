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
 * <p>Assumes that raters err independently given the truth. Items need no common raters. Time: labels × classes × rounds.
 */
public final class DawidSkene {

    private static final double[] STRENGTHS = {1, 4, 16, 64};
    private static final int FOLDS = 5;
    private static final int MOST_ROUNDS = 200;
    private static final int ROUNDS_TO_CHOOSE = 50;
    private static final long SEED = 1;

    private final Ratings ratings;
    private final double[][] itemPriors;
    private final int[] foldOf;

    private DawidSkene(Ratings ratings, double[][] itemPriors) {
        this.ratings = ratings;
        this.itemPriors = itemPriors;
        this.foldOf = new SplittableRandom(SEED).ints(ratings.size(), 0, FOLDS).toArray();
    }

    /** Combines labels alone; the shares of the labels are learnt. */
    public static CombinedLabels combine(Ratings ratings) {
        return new DawidSkene(ratings, new double[0][]).combine();
    }

    /**
     * Combines labels with what was known of each item before, such as a model's calibrated answer.
     *
     * @param itemPriors {@code [item][label]} probabilities, rows sum to 1; calibrated, for an overconfident prior outvotes
     *     people
     */
    public static CombinedLabels combine(Ratings ratings, double[][] itemPriors) {
        if (itemPriors.length != ratings.items().size()) {
            throw new IllegalArgumentException(
                    itemPriors.length + " priors for " + ratings.items().size() + " items");
        }
        double[][] kept = Arrays.stream(itemPriors).map(double[]::clone).toArray(double[][]::new);
        return new DawidSkene(ratings, kept).combine();
    }

    private CombinedLabels combine() {
        return new CrowdFit(ratings, itemPriors, allBut(FOLDS), strength(), MOST_ROUNDS).combined();
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
            sum += new CrowdFit(ratings, itemPriors, allBut(fold), strength, ROUNDS_TO_CHOOSE)
                    .logProbabilityOfUnknown();
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
