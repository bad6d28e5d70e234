package io.countersign.statistics.selective;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a case costs on average, errors and review together, as the reviewed share moves.
 *
 * @param points by rising share
 * @param best the cheapest of them, the one with least review if several are
 */
public record CostCurve(List<Point> points, Point best) {

    /**
     * One share.
     *
     * @param reviewShare of the cases, least sure first
     * @param costPerCase in the unit of the costs
     */
    public record Point(double reviewShare, double costPerCase) {}

    /**
     * Sweeps the reviewed share of cases that count once each; see {@link #of(double[], double[], double[], double, int)}.
     */
    public static CostCurve of(double[] score, double[] errorCost, double reviewCost, int steps) {
        double[] ones = new double[score.length];
        Arrays.fill(ones, 1);
        return of(score, errorCost, ones, reviewCost, steps);
    }

    /**
     * Sweeps the reviewed share; a reviewer is taken to be right. Among cases of one score the reviewed ones are picked at
     * random, so that the costs are expectations.
     *
     * @param score larger is surer, n
     * @param errorCost what the machine's answer costs in each case, 0 where it is right, n
     * @param weight how many cases each stands for, positive, n
     * @param reviewCost what looking at one case costs
     * @param steps how many equal steps from nothing to everything
     */
    public static CostCurve of(double[] score, double[] errorCost, double[] weight, double reviewCost, int steps) {
        var byScore = new TreeMap<Double, Tie>();
        for (int i = 0; i < score.length; i++) {
            byScore.merge(score[i], new Tie(weight[i], weight[i] * errorCost[i]), Tie::plus);
        }
        Tie all = byScore.values().stream().reduce(new Tie(0, 0), Tie::plus);
        List<Point> points = IntStream.rangeClosed(0, steps)
                .mapToObj(s -> (double) s / steps)
                .map(share -> {
                    double spared = spared(byScore.values(), share * all.weight());
                    return new Point(share, (all.cost() - spared) / all.weight() + share * reviewCost);
                })
                .toList();
        Point best = points.stream()
                .min(Comparator.comparingDouble(Point::costPerCase))
                .orElseThrow();
        return new CostCurve(points, best);
    }

    /** What errors would have cost in the reviewed part. */
    private static double spared(Collection<Tie> byScore, double reviewed) {
        double left = reviewed;
        double cost = 0;
        for (Tie tie : byScore) {
            double part = Math.min(1, left / tie.weight());
            cost += part * tie.cost();
            left -= part * tie.weight();
            if (left <= 0) {
                break;
            }
        }
        return cost;
    }

    /** Cases of one score: their weight, and what their errors cost together. */
    private record Tie(double weight, double cost) {

        Tie plus(Tie other) {
            return new Tie(weight + other.weight, cost + other.cost);
        }
    }

    /**
     * Sums a matrix of error costs over the labels a case may have.
     *
     * @param probability of each label, k
     * @param cost cost[truth][answer], k by k
     * @param answer the machine's answer
     */
    public static double expectedCost(double[] probability, double[][] cost, int answer) {
        return IntStream.range(0, probability.length)
                .mapToDouble(truth -> probability[truth] * cost[truth][answer])
                .sum();
    }

    /** The cost at the given share, of the nearest point. */
    public double at(double reviewShare) {
        return points.stream()
                .min(Comparator.comparingDouble(p -> Math.abs(p.reviewShare() - reviewShare)))
                .orElseThrow()
                .costPerCase();
    }
}
