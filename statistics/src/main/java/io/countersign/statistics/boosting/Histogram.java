package io.countersign.statistics.boosting;

/**
 * Sums of gradient, hessian and weight by column and bin, over the rows of one node. The three sums of a bin lie side by
 * side, so that adding a row touches one place in memory a column.
 */
final class Histogram {

    private final double[] sums;

    private Histogram(int bins) {
        sums = new double[3 * bins];
    }

    static Histogram of(BinnedTable table, Gradients gradients, int[] columns, int[] rows, int from, int to) {
        Histogram histogram = new Histogram(table.totalBins());
        for (int column : columns) {
            histogram.add(table.cells(column), table.offset(column), gradients, rows, from, to);
        }
        return histogram;
    }

    private void add(byte[] cells, int offset, Gradients gradients, int[] rows, int from, int to) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int at = 3 * (offset + (cells[row] & 0xFF));
            sums[at] += gradients.gradient[row];
            sums[at + 1] += gradients.hessian[row];
            sums[at + 2] += gradients.weight[row];
        }
    }

    double gradient(int bin) {
        return sums[3 * bin];
    }

    double hessian(int bin) {
        return sums[3 * bin + 1];
    }

    double weight(int bin) {
        return sums[3 * bin + 2];
    }

    /** Takes a child's sums away in place: what remains is the sibling's histogram. */
    Histogram minus(Histogram child) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] -= child.sums[i];
        }
        return this;
    }
}
