package io.countersign.statistics.estimation;

import io.countersign.statistics.Estimate;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How far an estimate can be off though no audit found a residual: cases that differ may be among those that were not
 * audited, as many as go unseen with a chance of at least half of what the confidence leaves. This is the exact interval of
 * Clopper and Pearson (1934) for zero hits, with each case's own chance of being audited; for n uniform audits of many cases
 * it is the rule of three, 3.7 / n at 95 %. When all cases are audited for certain nothing is left.
 *
 * @param sample outcomes in 0..1, or the ends are NaN
 * @param power how much a prediction counts in what a case is taken to be
 * @param mean what is added to it
 */
record UnseenResiduals(AuditSample sample, double power, double mean) {

    Estimate around(double value, double confidence) {
        boolean shares = IntStream.range(0, sample.size())
                .filter(sample::audited)
                .allMatch(i -> sample.outcome(i) >= 0 && sample.outcome(i) <= 1);
        if (!shares) {
            return new Estimate(value, Double.NaN, Double.NaN, confidence);
        }
        double chance = (1 - confidence) / 2;
        return new Estimate(
                value,
                value - furthest(this::taken, chance) / sample.totalWeight(),
                value + furthest(i -> 1 - taken(i), chance) / sample.totalWeight(),
                confidence);
    }

    private double taken(int i) {
        return Math.clamp(power * sample.prediction(i) + mean, 0.0, 1.0);
    }

    /** The greatest sum of weighted residuals that stays unseen; the last case counts in part, which is never too little. */
    private double furthest(IntToDoubleFunction residual, double chance) {
        int[] order = IntStream.range(0, sample.size())
                .filter(i -> !sample.audited(i) && sample.probability(i) < 1)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sample.weight(i) * residual.applyAsDouble(i) / evidence(i)))
                .mapToInt(Integer::intValue)
                .toArray();
        double left = -Math.log(chance);
        double sum = 0;
        for (int i : order) {
            sum += sample.weight(i) * residual.applyAsDouble(i) * Math.min(1, left / evidence(i));
            left -= evidence(i);
            if (left <= 0) {
                break;
            }
        }
        return sum;
    }

    /** How much a case speaks against having gone unseen, in natural logarithms. */
    private double evidence(int i) {
        return -Math.log1p(-sample.probability(i));
    }
}
