package io.countersign.statistics.selective;

import java.util.Comparator;
import java.util.List;
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
     * Sweeps the reviewed share; a reviewer is taken to be right.
     *
     * @param score larger is surer, n
     * @param errorCost what the machine's answer costs in each case, 0 where it is right, n
     * @param reviewCost what looking at one case costs
     * @param steps how many equal steps from nothing to everything
     */
    public static CostCurve of(double[] score, double[] errorCost, double reviewCost, int steps) {
        int n = score.length;
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> score[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] costTo = new double[n + 1];
        for (int from = 0; from < n; ) {
            int to = from;
            double tied = 0;
            while (to < n && score[order[to]] == score[order[from]]) {
                tied += errorCost[order[to++]];
            }
            for (int k = from; k < to; k++) {
                costTo[k + 1] = costTo[k] + tied / (to - from);
            }
            from = to;
        }
        List<Point> points = IntStream.rangeClosed(0, steps)
                .mapToObj(s -> {
                    int reviewed = (int) Math.round((double) s * n / steps);
                    return new Point((double) s / steps, (costTo[n] - costTo[reviewed] + reviewed * reviewCost) / n);
                })
                .toList();
        Point best = points.stream()
                .min(Comparator.comparingDouble(Point::costPerCase))
                .orElseThrow();
        return new CostCurve(points, best);
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
