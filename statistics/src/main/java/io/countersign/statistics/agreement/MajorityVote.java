package io.countersign.statistics.agreement;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Each item's labels as shares. */
public final class MajorityVote {

    private MajorityVote() {}

    /**
     * The share of each label among an item's labels: {@code [item][label]}; rows sum to 1. Equal largest shares are a tie,
     * which a label of its own should break by chance or by a further opinion.
     */
    public static double[][] shares(Ratings ratings) {
        return IntStream.range(0, ratings.items().size())
                .mapToObj(item -> shares(ratings.counts(item)))
                .toArray(double[][]::new);
    }

    private static double[] shares(int[] counts) {
        double n = Arrays.stream(counts).sum();
        return Arrays.stream(counts).mapToDouble(count -> count / n).toArray();
    }
}
