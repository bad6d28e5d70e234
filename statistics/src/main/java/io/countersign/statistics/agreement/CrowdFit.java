package io.countersign.statistics.agreement;

import java.util.Arrays;

/** One fit of Dawid and Skene's model by expectation and maximisation, to all labels or to some of them. */
final class CrowdFit {

    private static final double SETTLED = 1e-5;
    private static final double LEAST_PRIOR = 1e-6;

    private final Ratings ratings;
    private final ItemKnowledge items;
    private final boolean[] known;
    private final double strength;
    private final int labels;
    private double[][] beliefs;
    private RaterErrors errors;
    private double[] shares;

    /**
     * Fits.
     *
     * @param items their weights, and what else is known of each
     * @param known which labels are looked at
     * @param strength how strongly raters are drawn to the crowd, over 0; near 0 is maximum likelihood
     * @param mostRounds of expectation and maximisation
     */
    CrowdFit(Ratings ratings, ItemKnowledge items, boolean[] known, double strength, int mostRounds) {
        this.ratings = ratings;
        this.items = items;
        this.known = known;
        this.strength = strength;
        this.labels = ratings.labels().size();
        this.beliefs = start();
        this.errors = RaterErrors.learn(ratings, items, known, beliefs, strength);
        this.shares = shares();
        boolean moving = true;
        for (int round = 0; moving && round < mostRounds; round++) {
            moving = step();
        }
    }

    CombinedLabels combined() {
        return new CombinedLabels(ratings, beliefs, shares, errors);
    }

    /** How probable the labels were that it has not looked at: the sum of their logarithms, by weight. */
    double logProbabilityOfUnknown() {
        double sum = 0;
        for (int item = 0; item < beliefs.length; item++) {
            for (int i = ratings.first(item); i < ratings.first(item + 1); i++) {
                if (!known[i]) {
                    double probability = 0;
                    for (int truth = 0; truth < labels; truth++) {
                        probability +=
                                beliefs[item][truth] * errors.probability(ratings.rater(i), truth, ratings.label(i));
                    }
                    sum += items.weight(item) * Math.log(probability);
                }
            }
        }
        return sum;
    }

    private boolean step() {
        double[][] before = beliefs;
        beliefs = believe();
        errors = RaterErrors.learn(ratings, items, known, beliefs, strength);
        shares = shares();
        return distance(before, beliefs) >= SETTLED;
    }

    /** The majority, to which a prior counts as half a vote; even chances where nothing is known. */
    private double[][] start() {
        double[][] start = new double[ratings.items().size()][labels];
        for (int item = 0; item < start.length; item++) {
            int votes = 0;
            for (int i = ratings.first(item); i < ratings.first(item + 1); i++) {
                votes += known[i] ? 1 : 0;
                start[item][ratings.label(i)] += known[i] ? 1 : 0;
            }
            for (int label = 0; label < labels; label++) {
                double share = votes == 0 ? 1.0 / labels : start[item][label] / votes;
                start[item][label] = items.hasPriors() ? (2 * share + items.priors()[item][label]) / 3 : share;
            }
        }
        return start;
    }

    private double[][] believe() {
        double[][] next = new double[beliefs.length][];
        for (int item = 0; item < next.length; item++) {
            double[] logs = logPrior(item);
            for (int i = ratings.first(item); i < ratings.first(item + 1); i++) {
                for (int truth = 0; known[i] && truth < labels; truth++) {
                    logs[truth] += errors.logProbability(ratings.rater(i), truth, ratings.label(i));
                }
            }
            next[item] = CombinedLabels.normalised(logs);
        }
        return next;
    }

    private double[] logPrior(int item) {
        double[] prior = items.hasPriors() ? items.priors()[item] : shares;
        return Arrays.stream(prior).map(p -> Math.log(Math.max(p, LEAST_PRIOR))).toArray();
    }

    private double[] shares() {
        double all = items.totalWeight() + labels;
        double[] sums = new double[labels];
        Arrays.fill(sums, 1 / all);
        for (int item = 0; item < beliefs.length; item++) {
            for (int label = 0; label < labels; label++) {
                sums[label] += items.weight(item) * beliefs[item][label] / all;
            }
        }
        return sums;
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
