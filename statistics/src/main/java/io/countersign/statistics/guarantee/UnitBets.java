package io.countersign.statistics.guarantee;

import java.util.HashMap;
import java.util.Map;

/**
 * A test of the automated error from whole units, valid however cases inside a unit hang together.
 *
 * <p>A unit's excess is the sum over its automated cases of (wrong - target), divided by the size of the largest unit. If
 * the error exceeds the target, its mean is above 0, and a gambler who bets a fixed share on negative excesses does not gain
 * on average; so one over the mean wealth of gamblers with different shares is a p-value (Markov's inequality;
 * Waudby-Smith and Ramdas 2024, "Estimating means of bounded random variables by betting"). Mixing fixed shares makes
 * the result independent of the order of units.
 */
final class UnitBets implements RiskTest {
    private static final int GAMBLERS = 64;

    private final Evidence evidence;
    private final double target;
    private final double largest;

    UnitBets(Evidence evidence, double target) {
        this.evidence = evidence;
        this.target = target;
        var sizes = new HashMap<Integer, Integer>();
        for (int i = 0; i < evidence.cases(); i++) {
            sizes.merge(evidence.unit(i), 1, Integer::sum);
        }
        this.largest = sizes.values().stream().max(Integer::compare).orElse(1);
    }

    @Override
    public double pValue(double threshold) {
        var excess = new HashMap<Integer, Double>();
        for (int i = 0; i < evidence.cases(); i++) {
            if (evidence.score(i) > threshold) {
                excess.merge(evidence.unit(i), ((evidence.wrong(i) ? 1 : 0) - target) / largest, Double::sum);
            }
        }
        double[] logWealth = new double[GAMBLERS];
        for (Map.Entry<Integer, Double> unit : excess.entrySet()) {
            for (int g = 0; g < GAMBLERS; g++) {
                double share = (g + 1.0) / (GAMBLERS + 1) / (1 - target);
                logWealth[g] += Math.log1p(-share * unit.getValue());
            }
        }
        double wealth = 0;
        for (double log : logWealth) {
            wealth += Math.exp(log) / GAMBLERS;
        }
        return Math.min(1, 1 / wealth);
    }
}
