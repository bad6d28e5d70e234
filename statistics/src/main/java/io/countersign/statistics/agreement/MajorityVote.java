package io.countersign.statistics.agreement;

import java.util.Arrays;

/** Each item's labels as shares. Items have no weight here: each has shares of its own. */
public final class MajorityVote {

    private MajorityVote() {}

    /**
     * The share of each label among an item's labels: {@code [item][label]}; rows sum to 1. Equal largest shares are a tie,
     * which a label of its own should break by chance or by a further opinion.
     */
    public static double[][] shares(Ratings ratings) {
        double[] alike = new double[ratings.raters().size()];
        Arrays.fill(alike, 1);
        return shares(ratings, alike);
    }

    /**
     * The same where some raters' votes weigh more.
     *
     * @param raterWeight by the number of the rater, positive; a weight of 2 is a vote given twice
     */
    public static double[][] shares(Ratings ratings, double[] raterWeight) {
        double[][] votes = new double[ratings.items().size()][ratings.labels().size()];
        ratings.forEach((item, rater, label) -> votes[item][label] += raterWeight[rater]);
        for (double[] item : votes) {
            double sum = Arrays.stream(item).sum();
            Arrays.setAll(item, label -> item[label] / sum);
        }
        return votes;
    }
}
