package io.countersign.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Cases with whole weights, and the same cases each as often as its weight says. */
public record Repetition(ScoredCases weighted, ScoredCases repeated, int[] positions) {

    /** Weights of 1 to 3 drawn at random, and scores of which some tie. */
    public static Repetition of(int n, long seed) {
        var random = new SplittableRandom(seed);
        double[] score = random.doubles(n)
                .map(s -> Math.round(20 * s) / 20.0 * 0.98 + 0.01)
                .toArray();
        double[] outcome = Arrays.stream(score)
                .map(s -> random.nextDouble() < s * s ? 1 : 0)
                .toArray();
        int[] times = random.ints(n, 1, 4).toArray();
        int[] positions = IntStream.range(0, n)
                .flatMap(i -> IntStream.generate(() -> i).limit(times[i]))
                .toArray();
        double[] weight = Arrays.stream(times).asDoubleStream().toArray();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return new Repetition(
                ScoredCases.of(score, outcome, weight),
                ScoredCases.of(score, outcome, ones).at(positions),
                positions);
    }

    /** A column of one value a case, each value as often as its case. */
    public double[] repeat(double[] column) {
        return Arrays.stream(positions).mapToDouble(i -> column[i]).toArray();
    }
}
