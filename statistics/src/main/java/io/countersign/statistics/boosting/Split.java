package io.countersign.statistics.boosting;

/**
 * The best found way to part a node's rows.
 *
 * @param column the column that decides
 * @param gain how much the penalised loss falls
 * @param lastLeftBin of a quantity: bins up to this one go left
 * @param leftCategories of a category: which codes go left, or an empty set for a quantity
 * @param missingLeft where missing values go
 */
record Split(int column, double gain, int lastLeftBin, CategorySet leftCategories, boolean missingLeft) {

    boolean goesLeft(int bin) {
        if (bin == 0) {
            return missingLeft;
        }
        return leftCategories.isEmpty() ? bin <= lastLeftBin : leftCategories.contains(bin - 1);
    }
}
