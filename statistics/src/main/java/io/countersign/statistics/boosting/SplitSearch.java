package io.countersign.statistics.boosting;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a node's best split by scanning its histogram (gain as in Chen & Guestrin 2016, eq. 7). Missing values try both
 * sides; categories are scanned in the order of their smoothed mean gradient (Fisher 1958, as in Ke et al. 2017).
 */
final class SplitSearch {

    /** Two gains that differ by less are one, so that the order of summation decides nothing. */
    private static final double SAME_GAIN = 1e-9;

    private static final int FEW_CATEGORIES = 4;

    private final BinnedTable table;
    private final BoostingSettings settings;
    private final Histogram sums;
    private @Nullable Split best;

    private SplitSearch(BinnedTable table, BoostingSettings settings, Histogram sums) {
        this.table = table;
        this.settings = settings;
        this.sums = sums;
    }

    static @Nullable Split best(BinnedTable table, BoostingSettings settings, Histogram sums, int[] columns) {
        SplitSearch search = new SplitSearch(table, settings, sums);
        for (int column : columns) {
            if (table.binning(column).isCategorical()) {
                search.categories(column);
            } else {
                search.quantity(column);
            }
        }
        return search.best;
    }

    private void quantity(int column) {
        int first = table.offset(column);
        int bins = table.binning(column).bins();
        Sums all = new Sums();
        for (int bin = 0; bin < bins; bin++) {
            all.add(sums, first + bin);
        }
        scan(column, all, new Sums(), false);
        if (sums.weight(first) > 0) {
            Sums missing = new Sums();
            missing.add(sums, first);
            scan(column, all, missing, true);
        }
    }

    private void scan(int column, Sums all, Sums left, boolean missingLeft) {
        int first = table.offset(column);
        int bins = table.binning(column).bins();
        // Where nothing is missing in training, a later missing value follows the heavier side.
        boolean noneMissing = sums.weight(first) <= 0;
        // The last bin parts what is known from what is missing.
        for (int bin = 1; bin < bins; bin++) {
            left.add(sums, first + bin);
            double gain = all.gainOfParting(left, settings.l2(), settings.minLeafWeight());
            if (isBetter(gain)) {
                boolean heavierLeft = left.weight * 2 > all.weight;
                best = new Split(column, gain, bin, CategorySet.EMPTY, noneMissing ? heavierLeft : missingLeft);
            }
        }
    }

    private void categories(int column) {
        int first = table.offset(column);
        int count = table.binning(column).bins();
        double l2 = settings.l2() + (count - 1 > FEW_CATEGORIES ? settings.categorySmoothing() : 0);
        int[] order = IntStream.range(0, count)
                .filter(bin -> sums.weight(first + bin) > 0)
                .boxed()
                .sorted((x, y) -> Double.compare(meanGradient(first + x), meanGradient(first + y)))
                .mapToInt(Integer::intValue)
                .toArray();
        Sums all = new Sums();
        for (int bin : order) {
            all.add(sums, first + bin);
        }
        Sums left = new Sums();
        for (int k = 0; k + 1 < order.length; k++) {
            left.add(sums, first + order[k]);
            double gain = all.gainOfParting(left, l2, settings.minLeafWeight());
            if (isBetter(gain)) {
                best = categorySplit(column, gain, order, k, left.weight * 2 > all.weight);
            }
        }
    }

    private Split categorySplit(int column, double gain, int[] order, int last, boolean heavierLeft) {
        CategorySet left = CategorySet.EMPTY;
        boolean missingLeft = sums.weight(table.offset(column)) <= 0 && heavierLeft;
        for (int k = 0; k <= last; k++) {
            if (order[k] == 0) {
                missingLeft = true;
            } else {
                left = left.with(order[k] - 1);
            }
        }
        // An empty set would read as a quantity: only the missing go left then, so the sides change places.
        return left.isEmpty()
                ? new Split(column, gain, 0, complement(order, last), false)
                : new Split(column, gain, 0, left, missingLeft);
    }

    private static CategorySet complement(int[] order, int last) {
        CategorySet right = CategorySet.EMPTY;
        for (int k = last + 1; k < order.length; k++) {
            right = right.with(order[k] - 1);
        }
        return right;
    }

    private double meanGradient(int bin) {
        return sums.gradient(bin) / (sums.hessian(bin) + settings.categorySmoothing() / 4);
    }

    private boolean isBetter(double gain) {
        return gain > (best == null ? SAME_GAIN : best.gain() * (1 + SAME_GAIN) + SAME_GAIN);
    }

    /** Gradient, hessian and weight of some rows together. */
    private static final class Sums {
        private double gradient;
        private double hessian;
        private double weight;

        void add(Histogram histogram, int bin) {
            gradient += histogram.gradient(bin);
            hessian += histogram.hessian(bin);
            weight += histogram.weight(bin);
        }

        double gainOfParting(Sums left, double l2, double minLeafWeight) {
            double rightWeight = weight - left.weight;
            if (left.weight < minLeafWeight || rightWeight < minLeafWeight || left.weight <= 0 || rightWeight <= 0) {
                return Double.NEGATIVE_INFINITY;
            }
            return score(left.gradient, left.hessian, l2)
                    + score(gradient - left.gradient, hessian - left.hessian, l2)
                    - score(gradient, hessian, l2);
        }

        private static double score(double gradient, double hessian, double l2) {
            return gradient * gradient / (Math.max(hessian, 0) + l2 + 1e-12);
        }
    }
}
