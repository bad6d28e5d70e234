package io.countersign.statistics.calibration;

import io.countersign.statistics.Interval;
import io.countersign.statistics.ScoredCases;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The interval of an expected calibration error. The gaps of the bins, accuracy minus confidence, are normal with a covariance
 * that counts whole units (Liang and Zeger 1986). The error is the weighted sum of their sizes, which is not normal where
 * gaps are near zero, and which no bootstrap repairs there. So the two ends are bounds that hold wherever the gaps are:
 *
 * <ul>
 *   <li>from above: with the signs that the gaps truly have, the sum of signed gaps is unbiased and never more than the sum
 *       of sizes. So the truth lies above the measured error by no more than a normal quantile of that sum, for the signs
 *       with the largest variance;
 *   <li>from below: chance raises the size of a gap by no more than its own size. So the measured error lies above the truth
 *       by no more than the quantile of summed sizes of chance. Gaps that are far from zero compared with their error,
 *       by more than the root of the log of the number of cases, have a sign that is known, and count with it (generalised
 *       moment selection, Andrews and Soares 2010).
 * </ul>
 */
final class CalibrationErrorInterval {
    private final double[] share;
    private final double[] gap;
    private final double[][] covariance;
    private final double surely;

    private CalibrationErrorInterval(double[] share, double[] gap, double[][] covariance, double surely) {
        this.share = share;
        this.gap = gap;
        this.covariance = covariance;
        this.surely = surely;
    }

    static CalibrationErrorInterval of(ScoredCases cases, int bins, int[] units) {
        List<ReliabilityCurve.Part> parts = ReliabilityCurve.parts(cases, bins);
        double[] gap = parts.stream().mapToDouble(part -> part.bin().gap()).toArray();
        double all = cases.totalWeight();
        double[] share =
                parts.stream().mapToDouble(part -> part.bin().weight() / all).toArray();
        double[][] covariance = covariance(cases, parts, units);
        for (int b = 0; b < gap.length; b++) {
            covariance[b][b] = Math.max(covariance[b][b], leastVariance(parts.get(b)));
        }
        return new CalibrationErrorInterval(share, gap, covariance, Math.sqrt(Math.log(cases.size() + 1.0)));
    }

    private static double[][] covariance(ScoredCases cases, List<ReliabilityCurve.Part> parts, int[] units) {
        double[] highest =
                parts.stream().mapToDouble(ReliabilityCurve.Part::highest).toArray();
        double[][] ofUnit = new double[Arrays.stream(units).max().orElse(-1) + 1][highest.length];
        for (int i = 0; i < cases.size(); i++) {
            int at = Arrays.binarySearch(highest, cases.score(i));
            int b = at >= 0 ? at : -at - 1;
            ReliabilityCurve.Bin bin = parts.get(b).bin();
            ofUnit[units[i]][b] += cases.weight(i) / bin.weight() * (cases.outcome(i) - cases.score(i) - bin.gap());
        }
        double[][] sum = new double[highest.length][highest.length];
        for (double[] unit : ofUnit) {
            for (int a = 0; a < sum.length; a++) {
                for (int b = 0; unit[a] != 0 && b < sum.length; b++) {
                    sum[a][b] += unit[a] * unit[b];
                }
            }
        }
        return sum;
    }

    /** A bin without errors is not without doubt: one more right and one more wrong case (Laplace). */
    private static double leastVariance(ReliabilityCurve.Part part) {
        double n = part.effectiveCases();
        double smoothed = (part.bin().accuracy() * n + 1) / (n + 2);
        return smoothed * (1 - smoothed) / (n + 2);
    }

    Interval interval(double level, int repetitions, long seed) {
        double measured = 0;
        double widest = 0;
        for (int a = 0; a < gap.length; a++) {
            measured += share[a] * Math.abs(gap[a]);
            for (int b = 0; b < gap.length; b++) {
                widest += share[a] * share[b] * Math.abs(covariance[a][b]);
            }
        }
        double above = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2) * Math.sqrt(widest);
        double below = raisedByChance((1 + level) / 2, repetitions, seed);
        return new Interval(Math.max(0, measured - Math.max(0, below)), Math.min(1, measured + above));
    }

    private double raisedByChance(double quantile, int repetitions, long seed) {
        var chances = new CenteredNormal(covariance);
        var random = new SplittableRandom(seed);
        double[] raised = new double[repetitions];
        for (int r = 0; r < repetitions; r++) {
            double[] chance = chances.draw(random);
            for (int a = 0; a < gap.length; a++) {
                boolean known = Math.abs(gap[a]) > surely * Math.sqrt(covariance[a][a]);
                raised[r] += share[a] * (known ? chance[a] * Math.signum(gap[a]) : Math.abs(chance[a]));
            }
        }
        Arrays.sort(raised);
        return raised[Math.min(repetitions - 1, (int) Math.ceil(quantile * repetitions) - 1)];
    }
}
