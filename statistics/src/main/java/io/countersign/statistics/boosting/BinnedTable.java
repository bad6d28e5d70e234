package io.countersign.statistics.boosting;

import java.util.stream.IntStream;

/** A feature table in bins, one byte a cell, with the place of each column's bins in a flat histogram. */
final class BinnedTable {

    private final Binning[] binnings;
    private final byte[][] cells;
    private final int[] offsets;
    private final int rows;

    private BinnedTable(Binning[] binnings, byte[][] cells, int[] offsets, int rows) {
        this.binnings = binnings;
        this.cells = cells;
        this.offsets = offsets;
        this.rows = rows;
    }

    static BinnedTable of(FeatureTable table, double[] weights, int mostBins) {
        Binning[] binnings = IntStream.range(0, table.columns())
                .mapToObj(c -> table.categories(c) > 0
                        ? Binning.ofCategories(table.categories(c))
                        : Binning.ofQuantity(table.column(c), weights, mostBins))
                .toArray(Binning[]::new);
        byte[][] cells = new byte[binnings.length][table.rows()];
        int[] offsets = new int[binnings.length + 1];
        for (int c = 0; c < binnings.length; c++) {
            offsets[c + 1] = offsets[c] + binnings[c].bins();
            double[] column = table.column(c);
            for (int row = 0; row < column.length; row++) {
                cells[c][row] = binnings[c].bin(column[row]);
            }
        }
        return new BinnedTable(binnings, cells, offsets, table.rows());
    }

    int rows() {
        return rows;
    }

    int columns() {
        return binnings.length;
    }

    Binning binning(int column) {
        return binnings[column];
    }

    byte[] cells(int column) {
        return cells[column];
    }

    int bin(int column, int row) {
        return cells[column][row] & 0xFF;
    }

    int offset(int column) {
        return offsets[column];
    }

    int totalBins() {
        return offsets[offsets.length - 1];
    }
}
