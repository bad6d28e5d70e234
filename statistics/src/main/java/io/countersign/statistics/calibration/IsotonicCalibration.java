package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.TieGroups;
import java.util.Arrays;

/**
 * The non-decreasing function nearest to the outcomes in weighted squares, found by pooling adjacent violators (Ayer et
 * al. 1955; for calibration Zadrozny and Elkan 2002). Straight between the knots, flat outside.
 */
public final class IsotonicCalibration implements Calibration {
    private final double[] knots;
    private final double[] values;

    private IsotonicCalibration(double[] knots, double[] values) {
        this.knots = knots;
        this.values = values;
    }

    /**
     * Fits in n log n time.
     *
     * @throws IllegalArgumentException without cases
     */
    public static IsotonicCalibration fit(ScoredCases cases) {
        if (cases.size() == 0) {
            throw new IllegalArgumentException("nothing to fit");
        }
        TieGroups groups = cases.tieGroups();
        PooledBlocks blocks = PooledBlocks.pool(groups);
        double[] knots = new double[2 * blocks.size()];
        double[] values = new double[2 * blocks.size()];
        int k = 0;
        for (int b = 0; b < blocks.size(); b++) {
            int first = blocks.firstGroup(b);
            int last = blocks.lastGroup(b);
            knots[k] = groups.score(first);
            values[k++] = blocks.mean(b);
            if (last > first) {
                knots[k] = groups.score(last);
                values[k++] = blocks.mean(b);
            }
        }
        return new IsotonicCalibration(Arrays.copyOf(knots, k), Arrays.copyOf(values, k));
    }

    /**
     * The same blocks, but straight between their centres rather than flat inside them (centred isotonic regression, Oron and
     * Flournoy 2017). Cases that isotonic regression makes equal keep the order of their raw confidence, and the curve
     * jumps less. It fits the cases themselves less closely: their mean is no longer the accuracy to the last digit.
     *
     * @throws IllegalArgumentException without cases
     */
    public static IsotonicCalibration fitCentred(ScoredCases cases) {
        if (cases.size() == 0) {
            throw new IllegalArgumentException("nothing to fit");
        }
        TieGroups groups = cases.tieGroups();
        PooledBlocks blocks = PooledBlocks.pool(groups);
        double[] knots = new double[blocks.size()];
        double[] values = new double[blocks.size()];
        for (int b = 0; b < blocks.size(); b++) {
            knots[b] = centre(groups, blocks.firstGroup(b), blocks.lastGroup(b));
            values[b] = blocks.mean(b);
        }
        return new IsotonicCalibration(knots, values);
    }

    /** The mean score; measured from the first, so that rounding never takes it out of the block. */
    private static double centre(TieGroups groups, int first, int last) {
        double beyond = 0;
        double weight = 0;
        for (int g = first; g <= last; g++) {
            beyond += groups.weight(g) * (groups.score(g) - groups.score(first));
            weight += groups.weight(g);
        }
        return Math.min(groups.score(last), groups.score(first) + beyond / weight);
    }

    /**
     * A function through given points.
     *
     * @param knots strictly rising, at least one
     * @param values non-decreasing, each in 0..1, as many
     */
    public static IsotonicCalibration through(double[] knots, double[] values) {
        if (knots.length == 0 || knots.length != values.length) {
            throw new IllegalArgumentException(knots.length + " knots, " + values.length + " values");
        }
        for (int i = 0; i < knots.length; i++) {
            boolean rising = i == 0 || (knots[i] > knots[i - 1] && values[i] >= values[i - 1]);
            if (!rising || !(values[i] >= 0 && values[i] <= 1) || !Double.isFinite(knots[i])) {
                throw new IllegalArgumentException("knot " + i + " breaks the order or the range");
            }
        }
        return new IsotonicCalibration(knots.clone(), values.clone());
    }

    @Override
    public double apply(double confidence) {
        if (Double.isNaN(confidence)) {
            return Double.NaN;
        }
        int at = Arrays.binarySearch(knots, confidence);
        if (at >= 0) {
            return values[at];
        }
        int above = -at - 1;
        if (above == 0) {
            return values[0];
        }
        if (above == knots.length) {
            return values[above - 1];
        }
        double share = (confidence - knots[above - 1]) / (knots[above] - knots[above - 1]);
        return Math.min(values[above], values[above - 1] + share * (values[above] - values[above - 1]));
    }

    /** The confidences at which the function bends, rising. */
    public double[] knots() {
        return knots.clone();
    }

    /** Its values there, non-decreasing. */
    public double[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IsotonicCalibration that
                && Arrays.equals(knots, that.knots)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(knots) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "IsotonicCalibration" + Arrays.toString(knots) + Arrays.toString(values);
    }
}
