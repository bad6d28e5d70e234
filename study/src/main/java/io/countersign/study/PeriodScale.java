package io.countersign.study;

import java.util.Arrays;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Puts the scores of several models on the scale of the first: a case gets the score that has, among the scores of the
 * first period, the place that the case has in its own.
 *
 * <p>Forward in time each period is scored by a model of its own, learnt from a past of its own, with a base rate of its
 * own. Taken together as they are, such scores rank the periods rather than the cases, and a review budget would all go
 * to the periods whose model happens to be gloomier. On one scale the same share of each period is reviewed. The order
 * inside a period stays. The first period's model knows no outcome of any scored case, so no outcome reaches the score of
 * its own case this way, nor that of an earlier one.
 */
final class PeriodScale {
    /** From a place, 0..1, to the score that stands there in the first period. */
    private final TreeMap<Double, Double> scoreAt = new TreeMap<>();

    private PeriodScale(TreeMap<Double, Double> placeOfScore) {
        placeOfScore.forEach((score, place) -> scoreAt.put(place, score));
        // On beyond the lowest and the highest score, so that a place beyond theirs keeps its rank.
        scoreAt.putIfAbsent(0.0, 0.0);
        scoreAt.putIfAbsent(1.0, Math.min(1, 2 * placeOfScore.lastKey()));
    }

    /**
     * Rescales scores.
     *
     * @param scores of n cases, each 0..1
     * @param fold which period scored each of them, numbered in the order of time
     * @return n scores in 0..1; equal ones of a period stay equal, different ones keep their order
     */
    static double[] of(double[] scores, int[] fold) {
        var places = new TreeMap<Integer, TreeMap<Double, Double>>();
        Arrays.stream(fold).distinct().forEach(period -> places.put(period, places(scores, fold, period)));
        if (places.isEmpty()) {
            return scores;
        }
        var first = new PeriodScale(places.firstEntry().getValue());
        return IntStream.range(0, scores.length)
                .mapToDouble(k -> first.at(Objects.requireNonNull(
                        Objects.requireNonNull(places.get(fold[k])).get(scores[k]))))
                .toArray();
    }

    /** Where each score stands among those of its period, 0..1; equal scores stand in their middle. */
    private static TreeMap<Double, Double> places(double[] scores, int[] fold, int period) {
        var counts = new TreeMap<Double, Double>();
        IntStream.range(0, scores.length)
                .filter(k -> fold[k] == period)
                .forEach(k -> counts.merge(scores[k], 1.0, Double::sum));
        double all = counts.values().stream().mapToDouble(Double::doubleValue).sum();
        double below = 0;
        for (var entry : counts.entrySet()) {
            double count = entry.getValue();
            entry.setValue((below + count / 2) / all);
            below += count;
        }
        return counts;
    }

    private double at(double place) {
        var below = Objects.requireNonNull(scoreAt.floorEntry(place));
        var above = Objects.requireNonNull(scoreAt.ceilingEntry(place));
        double width = above.getKey() - below.getKey();
        return width == 0
                ? below.getValue()
                : below.getValue() + (place - below.getKey()) / width * (above.getValue() - below.getValue());
    }
}
