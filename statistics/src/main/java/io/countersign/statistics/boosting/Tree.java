package io.countersign.statistics.boosting;

import java.util.Arrays;

/**
 * One regression tree in flat arrays; node 0 is the root, children come after their parent. {@code cover} is the
 * training weight that passed a node, which explanations need.
 */
final class Tree {

    static final int LEAF = -1;

    final int[] column;
    final double[] threshold;
    final CategorySet[] categories;
    final boolean[] missingLeft;
    final int[] left;
    final int[] right;
    final double[] value;
    final double[] cover;

    Tree(int nodes) {
        column = new int[nodes];
        threshold = new double[nodes];
        categories = new CategorySet[nodes];
        missingLeft = new boolean[nodes];
        left = new int[nodes];
        right = new int[nodes];
        value = new double[nodes];
        cover = new double[nodes];
        Arrays.fill(column, LEAF);
        Arrays.fill(categories, CategorySet.EMPTY);
        Arrays.fill(threshold, Double.NaN);
    }

    int nodes() {
        return column.length;
    }

    boolean isLeaf(int node) {
        return column[node] == LEAF;
    }

    double value(double[] row) {
        int node = 0;
        while (column[node] != LEAF) {
            node = next(node, row);
        }
        return value[node];
    }

    int next(int node, double[] row) {
        double number = row[column[node]];
        double border = threshold[node];
        if (number <= border) {
            return left[node];
        }
        return number > border ? right[node] : nextUnordered(node, number);
    }

    /** What neither comparison decides: a missing number, or a category, whose node has NaN for its threshold. */
    private int nextUnordered(int node, double number) {
        boolean goesLeft = Double.isNaN(number) ? missingLeft[node] : categories[node].contains((int) number);
        return goesLeft ? left[node] : right[node];
    }
}
