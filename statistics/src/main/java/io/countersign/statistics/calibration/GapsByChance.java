package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The gaps between accuracy and confidence that slices would show by chance if the confidence were right in each: of many
 * slices some look far off. Gaps are taken as normal around 0, with a covariance that counts whole units (Liang and Zeger 1986)
 * and whatever slices have in common; the largest of them as in Chernozhukov, Chetverikov and Kato (2013, "Gaussian
 * approximations and multiplier bootstrap for maxima of sums of high-dimensional random vectors").
 *
 * <p>Assumes independent units, several in each slice, and scores that were not learnt from the outcomes that judge them. Scores
 * of a cross-fitting show less: what one fold learns too high it pays back in the others. Time grows with the cases times the
 * slices that one unit is in, and with the square of the slices. Immutable.
 */
public final class GapsByChance {
    private final double[][] covariance;

    private GapsByChance(double[][] covariance) {
        this.covariance = covariance;
    }

    /**
     * @param cases with a confidence in 0..1 as score
     * @param slices the positions of the cases of each slice, at least one in each; slices may overlap
     * @param units the independent unit of each case, numbered from 0
     * @throws IllegalArgumentException if a slice is empty
     */
    public static GapsByChance of(ScoredCases cases, List<int[]> slices, int[] units) {
        double[][] ofUnit = new double[Arrays.stream(units).max().orElse(-1) + 1][];
        double[] least = new double[slices.size()];
        for (int s = 0; s < least.length; s++) {
            int[] members = slices.get(s);
            if (members.length == 0) {
                throw new IllegalArgumentException("slice " + s + " has no cases");
            }
            ScoredCases inside = cases.at(members);
            double gap = CalibrationError.gap(inside).gap();
            double total = inside.totalWeight();
            for (int i : members) {
                double[] sums = ofUnit[units[i]] == null ? new double[least.length] : ofUnit[units[i]];
                sums[s] += cases.weight(i) / total * (cases.outcome(i) - cases.score(i) - gap);
                ofUnit[units[i]] = sums;
            }
            least[s] = leastVariance(inside);
        }
        double[][] covariance = covariance(ofUnit, least.length);
        for (int s = 0; s < least.length; s++) {
            covariance[s][s] = Math.max(covariance[s][s], least[s]);
        }
        return new GapsByChance(covariance);
    }

    private static double[][] covariance(double[][] ofUnit, int slices) {
        double[][] sum = new double[slices][slices];
        for (double[] unit : ofUnit) {
            for (int a = 0; unit != null && a < slices; a++) {
                for (int b = 0; unit[a] != 0 && b < slices; b++) {
                    sum[a][b] += unit[a] * unit[b];
                }
            }
        }
        return sum;
    }

    /** A slice without errors is not without doubt: one more right and one more wrong case (Laplace). */
    private static double leastVariance(ScoredCases slice) {
        double squares = 0;
        for (int i = 0; i < slice.size(); i++) {
            squares += slice.weight(i) * slice.weight(i);
        }
        double n = slice.totalWeight() * slice.totalWeight() / squares;
        double smoothed = (slice.meanOutcome() * n + 1) / (n + 2);
        return smoothed * (1 - smoothed) / (n + 2);
    }

    /**
     * What the gap of one slice stays within, up or down.
     *
     * @param slice its place among the slices
     * @param level how often, such as 0.95
     */
    public double within(int slice, double level) {
        return NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2)
                * Math.sqrt(covariance[slice][slice]);
    }

    /**
     * What the largest gap of some slices stays within, up or down.
     *
     * @param among the places of these slices, at least one
     * @param level how often, such as 0.95
     * @param repetitions how many draws of chance, a thousand or more
     * @param seed the same seed draws the same
     */
    public double largestWithin(int[] among, double level, int repetitions, long seed) {
        double[][] theirs = new double[among.length][among.length];
        for (int a = 0; a < among.length; a++) {
            for (int b = 0; b < among.length; b++) {
                theirs[a][b] = covariance[among[a]][among[b]];
            }
        }
        var chance = new CenteredNormal(theirs);
        var random = new SplittableRandom(seed);
        double[] largest = new double[repetitions];
        Arrays.setAll(
                largest,
                r -> Arrays.stream(chance.draw(random)).map(Math::abs).max().orElse(0));
        Arrays.sort(largest);
        return largest[Math.min(repetitions - 1, (int) Math.ceil(level * repetitions) - 1)];
    }
}
