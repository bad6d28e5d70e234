package io.countersign.statistics.boosting;

/**
 * Exact Shapley contributions of one tree in time leaves × depth², with features left out by following both branches in
 * proportion to their training weight (Lundberg, Erion & Lee 2018, algorithm 2).
 */
final class TreeShap {

    private final Tree tree;
    private final double[] row;
    private final double[] contributions;

    private TreeShap(Tree tree, double[] row, double[] contributions) {
        this.tree = tree;
        this.row = row;
        this.contributions = contributions;
    }

    static void add(Tree tree, double[] row, double[] contributions) {
        if (!tree.isLeaf(0)) {
            new TreeShap(tree, row, contributions).visit(0, new Path(), 1, 1, Tree.LEAF);
        }
    }

    static double expected(Tree tree, int node) {
        if (tree.isLeaf(node)) {
            return tree.value[node];
        }
        int left = tree.left[node];
        int right = tree.right[node];
        return (tree.cover[left] * expected(tree, left) + tree.cover[right] * expected(tree, right))
                / (tree.cover[left] + tree.cover[right]);
    }

    private void visit(int node, Path before, double zero, double one, int column) {
        Path path = before.extended(zero, one, column);
        if (tree.isLeaf(node)) {
            for (int i = 1; i < path.length; i++) {
                contributions[path.column[i]] += path.unwoundSum(i) * (path.one[i] - path.zero[i]) * tree.value[node];
            }
            return;
        }
        int earlier = path.find(tree.column[node]);
        double zeroSoFar = earlier > 0 ? path.zero[earlier] : 1;
        double oneSoFar = earlier > 0 ? path.one[earlier] : 1;
        Path rest = earlier > 0 ? path.unwound(earlier) : path;
        int hot = tree.next(node, row);
        int cold = hot == tree.left[node] ? tree.right[node] : tree.left[node];
        double both = tree.cover[hot] + tree.cover[cold];
        visit(hot, rest, zeroSoFar * tree.cover[hot] / both, oneSoFar, tree.column[node]);
        visit(cold, rest, zeroSoFar * tree.cover[cold] / both, 0, tree.column[node]);
    }

    /** The features met on the way down, with the weights of subsets by their size. */
    private static final class Path {
        private final int length;
        private final int[] column;
        private final double[] zero;
        private final double[] one;
        private final double[] weight;

        private Path() {
            this(0);
        }

        private Path(int length) {
            this.length = length;
            column = new int[length];
            zero = new double[length];
            one = new double[length];
            weight = new double[length];
        }

        private int find(int wanted) {
            for (int i = 1; i < length; i++) {
                if (column[i] == wanted) {
                    return i;
                }
            }
            return 0;
        }

        private Path extended(double zeroShare, double oneShare, int newColumn) {
            Path path = new Path(length + 1);
            copyTo(path, length);
            path.column[length] = newColumn;
            path.zero[length] = zeroShare;
            path.one[length] = oneShare;
            path.weight[length] = length == 0 ? 1 : 0;
            for (int i = length - 1; i >= 0; i--) {
                path.weight[i + 1] += oneShare * path.weight[i] * (i + 1) / (length + 1);
                path.weight[i] = zeroShare * path.weight[i] * (length - i) / (length + 1);
            }
            return path;
        }

        private Path unwound(int at) {
            Path path = new Path(length - 1);
            copyTo(path, length - 1);
            double next = weight[length - 1];
            for (int j = length - 2; j >= 0; j--) {
                if (one[at] != 0) {
                    double kept = path.weight[j];
                    path.weight[j] = next * length / ((j + 1) * one[at]);
                    next = kept - path.weight[j] * zero[at] * (length - 1 - j) / length;
                } else {
                    path.weight[j] = path.weight[j] * length / (zero[at] * (length - 1 - j));
                }
            }
            for (int j = at; j < length - 1; j++) {
                path.column[j] = column[j + 1];
                path.zero[j] = zero[j + 1];
                path.one[j] = one[j + 1];
            }
            return path;
        }

        private double unwoundSum(int at) {
            double sum = 0;
            for (double share : unwound(at).weight) {
                sum += share;
            }
            return sum;
        }

        private void copyTo(Path path, int count) {
            System.arraycopy(column, 0, path.column, 0, count);
            System.arraycopy(zero, 0, path.zero, 0, count);
            System.arraycopy(one, 0, path.one, 0, count);
            System.arraycopy(weight, 0, path.weight, 0, count);
        }
    }
}
