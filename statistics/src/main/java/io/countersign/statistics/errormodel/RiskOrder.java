package io.countersign.statistics.errormodel;

import java.util.stream.IntStream;

/** Cases ordered by a risk score, the riskiest first, equal scores kept together. */
final class RiskOrder {

    private final double[] risk;
    private final int[] order;

    private RiskOrder(double[] risk, int[] order) {
        this.risk = risk;
        this.order = order;
    }

    static RiskOrder of(double[] risk) {
        int[] order = IntStream.range(0, risk.length)
                .boxed()
                .sorted((a, b) -> Double.compare(risk[b], risk[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new RiskOrder(risk, order);
    }

    /**
     * The share of the errors' weight among the riskiest cases up to the given share of all weight. Of cases with equal
     * risk at the border each counts in part, as if drawn at random. NaN without errors.
     */
    double caught(boolean[] wrong, double[] weights, double share) {
        double all = 0;
        double errors = 0;
        for (int i = 0; i < wrong.length; i++) {
            all += weights[i];
            errors += wrong[i] ? weights[i] : 0;
        }
        double left = share * all;
        double caught = 0;
        int from = 0;
        while (from < order.length && left > 0) {
            int to = from;
            double weight = 0;
            double wrongWeight = 0;
            while (to < order.length && risk[order[to]] == risk[order[from]]) {
                weight += weights[order[to]];
                wrongWeight += wrong[order[to]] ? weights[order[to]] : 0;
                to++;
            }
            caught += weight > 0 ? wrongWeight * Math.min(1, left / weight) : 0;
            left -= weight;
            from = to;
        }
        return caught / errors;
    }
}
