package io.countersign.statistics.boosting;

import java.util.List;

/**
 * Rows of mixed features, stored by column. A quantity is any number; a category is its code 0, 1, …; missing is NaN in
 * both. Immutable.
 */
public final class FeatureTable {

    private final double[][] columns;
    private final int[] categories;
    private final int rows;

    private FeatureTable(double[][] columns, int[] categories, int rows) {
        this.columns = columns;
        this.categories = categories;
        this.rows = rows;
    }

    /**
     * @param rows the rows, all as long as {@code categories}
     * @param categories of each column the number of its categories (at most 254), or 0 for a quantity
     */
    public static FeatureTable of(List<double[]> rows, int[] categories) {
        double[][] columns = new double[categories.length][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < categories.length; column++) {
                columns[column][row] = rows.get(row)[column];
            }
        }
        return new FeatureTable(columns, categories.clone(), rows.size());
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    int columns() {
        return columns.length;
    }

    double[] column(int column) {
        return columns[column];
    }

    int categories(int column) {
        return categories[column];
    }
}
