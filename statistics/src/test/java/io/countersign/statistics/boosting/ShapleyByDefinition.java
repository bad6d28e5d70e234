package io.countersign.statistics.boosting;

/**
 * Shapley values straight from their definition, over all subsets of the columns, with the columns outside a subset left
 * out by following both branches in proportion to their training weight. Exponential; to judge the fast way by.
 */
final class ShapleyByDefinition {

    private ShapleyByDefinition() {}

    static double[] of(BoostedTrees trees, double[] row) {
        int columns = row.length;
        double[] values = new double[columns];
        for (int subset = 0; subset < 1 << columns; subset++) {
            for (int column = 0; column < columns; column++) {
                if ((subset >> column & 1) == 0) {
                    int size = Integer.bitCount(subset);
                    double share = factorial(size) * factorial(columns - size - 1) / factorial(columns);
                    values[column] += share * (game(trees, row, subset | 1 << column) - game(trees, row, subset));
                }
            }
        }
        return values;
    }

    private static double game(BoostedTrees trees, double[] row, int subset) {
        double sum = 0;
        for (Tree tree : trees.trees()) {
            sum += expected(tree, 0, row, subset);
        }
        return sum;
    }

    private static double expected(Tree tree, int node, double[] row, int subset) {
        if (tree.isLeaf(node)) {
            return tree.value[node];
        }
        if ((subset >> tree.column[node] & 1) == 1) {
            return expected(tree, tree.next(node, row), row, subset);
        }
        int left = tree.left[node];
        int right = tree.right[node];
        return (tree.cover[left] * expected(tree, left, row, subset)
                        + tree.cover[right] * expected(tree, right, row, subset))
                / (tree.cover[left] + tree.cover[right]);
    }

    private static double factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }
}
