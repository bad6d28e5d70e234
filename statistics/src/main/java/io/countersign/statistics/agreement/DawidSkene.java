package io.countersign.statistics.agreement;

import java.util.Arrays;

/**
 * Combines labels into a probability by item, and learns from the same labels how each rater errs (Dawid & Skene 1979), by
 * maximum a posteriori under a prior of two levels:
 *
 * <ul>
 *   <li>all raters' pooled errors are drawn to those of somebody who errs alike on every label, with as many pseudo-labels
 *       as a label has labels on average. A label that people use for doubt does not become a truth of its own that way;
 *   <li>each rater's errors are drawn to the pooled ones, tilted to the rater's own accuracy, with one pseudo-label a cell.
 * </ul>
 *
 * <p>Assumes that raters err independently given the truth. Items need no common raters. Time: labels × classes × rounds.
 */
public final class DawidSkene {

    private static final int MOST_ROUNDS = 200;
    private static final double SETTLED = 1e-5;
    private static final double LEAST_PRIOR = 1e-6;

    private final Ratings ratings;
    private final double[][] itemPriors;
    private final int labels;

    private DawidSkene(Ratings ratings, double[][] itemPriors) {
        this.ratings = ratings;
        this.itemPriors = itemPriors;
        this.labels = ratings.labels().size();
    }

    /** Combines labels alone; the shares of the labels are learnt. */
    public static CombinedLabels combine(Ratings ratings) {
        return new DawidSkene(ratings, new double[0][]).fit();
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
        return new DawidSkene(ratings, kept).fit();
    }

    private CombinedLabels fit() {
        double[][] beliefs = start();
        RaterErrors errors = RaterErrors.learn(ratings, beliefs);
        double[] shares = shares(beliefs);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[][] next = believe(errors, shares);
            double moved = distance(beliefs, next);
            beliefs = next;
            errors = RaterErrors.learn(ratings, beliefs);
            shares = shares(beliefs);
            if (moved < SETTLED) {
                break;
            }
        }
        return new CombinedLabels(ratings, beliefs, shares, errors);
    }

    /** The majority, to which a prior counts as half a vote. */
    private double[][] start() {
        double[][] beliefs = MajorityVote.shares(ratings);
        for (int item = 0; item < itemPriors.length; item++) {
            for (int label = 0; label < labels; label++) {
                beliefs[item][label] = (2 * beliefs[item][label] + itemPriors[item][label]) / 3;
            }
        }
        return beliefs;
    }

    private double[][] believe(RaterErrors errors, double[] shares) {
        double[][] beliefs = new double[ratings.items().size()][];
        for (int item = 0; item < beliefs.length; item++) {
            double[] logs = logPrior(item, shares);
            for (int i = ratings.first(item); i < ratings.first(item + 1); i++) {
                for (int truth = 0; truth < labels; truth++) {
                    logs[truth] += errors.logProbability(ratings.rater(i), truth, ratings.label(i));
                }
            }
            beliefs[item] = CombinedLabels.normalised(logs);
        }
        return beliefs;
    }

    private double[] logPrior(int item, double[] shares) {
        double[] prior = itemPriors.length == 0 ? shares : itemPriors[item];
        return Arrays.stream(prior).map(p -> Math.log(Math.max(p, LEAST_PRIOR))).toArray();
    }

    private double[] shares(double[][] beliefs) {
        double[] shares = new double[labels];
        Arrays.fill(shares, 1.0 / (beliefs.length + labels));
        for (double[] belief : beliefs) {
            for (int label = 0; label < labels; label++) {
                shares[label] += belief[label] / (beliefs.length + labels);
            }
        }
        return shares;
    }

    private static double distance(double[][] one, double[][] other) {
        double largest = 0;
        for (int item = 0; item < one.length; item++) {
            for (int label = 0; label < one[item].length; label++) {
                largest = Math.max(largest, Math.abs(one[item][label] - other[item][label]));
            }
        }
        return largest;
    }
}
