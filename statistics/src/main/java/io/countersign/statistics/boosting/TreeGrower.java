package io.countersign.statistics.boosting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Grows one tree leaf-wise: the open leaf with the largest gain is parted next (Shi 2007). */
final class TreeGrower {

    private final BinnedTable table;
    private final Gradients gradients;
    private final BoostingSettings settings;
    private final int[] columns;
    private final int[] rows;
    private final int[] spare;
    private final List<Node> nodes = new ArrayList<>();

    TreeGrower(BinnedTable table, Gradients gradients, BoostingSettings settings, int[] columns) {
        this.table = table;
        this.gradients = gradients;
        this.settings = settings;
        this.columns = columns;
        this.rows = IntStream.range(0, table.rows()).toArray();
        this.spare = new int[table.rows()];
    }

    /** Grows the tree and adds its step to the log-odds of the training rows. */
    Tree grow(double[] logOdds) {
        PriorityQueue<Node> open = new PriorityQueue<>(
                Comparator.comparingDouble((Node node) -> -node.gain()).thenComparingInt(node -> node.id));
        Histogram all = Histogram.of(table, gradients, columns, rows, 0, rows.length);
        offer(open, node(0, rows.length), all);
        int leaves = 1;
        while (leaves < settings.leaves()) {
            Node node = open.poll();
            if (node == null) {
                break;
            }
            part(node, open);
            leaves++;
        }
        return finish(logOdds);
    }

    private Node node(int from, int to) {
        Node node = new Node(nodes.size(), from, to);
        nodes.add(node);
        return node;
    }

    private void offer(PriorityQueue<Node> open, Node node, Histogram sums) {
        Split split = SplitSearch.best(table, settings, sums, columns);
        if (split != null) {
            node.split = split;
            node.sums = sums;
            open.add(node);
        }
    }

    private void part(Node node, PriorityQueue<Node> open) {
        int middle = partition(node);
        Node left = node(node.from, middle);
        Node right = node(middle, node.to);
        node.left = left;
        node.right = right;
        boolean leftIsSmaller = middle - node.from <= node.to - middle;
        Node smaller = leftIsSmaller ? left : right;
        Histogram small = Histogram.of(table, gradients, columns, rows, smaller.from, smaller.to);
        Histogram large = node.sums().minus(small);
        node.sums = null;
        offer(open, left, leftIsSmaller ? small : large);
        offer(open, right, leftIsSmaller ? large : small);
    }

    private int partition(Node node) {
        Split split = node.split();
        byte[] cells = table.cells(split.column());
        int middle = node.from;
        int kept = 0;
        for (int i = node.from; i < node.to; i++) {
            if (split.goesLeft(cells[rows[i]] & 0xFF)) {
                rows[middle++] = rows[i];
            } else {
                spare[kept++] = rows[i];
            }
        }
        System.arraycopy(spare, 0, rows, middle, kept);
        return middle;
    }

    private Tree finish(double[] logOdds) {
        Tree tree = new Tree(nodes.size());
        for (Node node : nodes) {
            double step = step(node, tree);
            if (node.left == null || node.right == null) {
                tree.value[node.id] = step;
                for (int i = node.from; i < node.to; i++) {
                    logOdds[rows[i]] += step;
                }
            } else {
                describe(tree, node, node.left.id, node.right.id);
            }
        }
        return tree;
    }

    /** The shrunken Newton step of a node, kept to single precision: what is stored is what was trained. */
    private double step(Node node, Tree tree) {
        double gradient = 0;
        double hessian = 0;
        double weight = 0;
        for (int i = node.from; i < node.to; i++) {
            gradient += gradients.gradient[rows[i]];
            hessian += gradients.hessian[rows[i]];
            weight += gradients.weight[rows[i]];
        }
        tree.cover[node.id] = (float) weight;
        return (float) (-settings.learningRate() * gradient / (hessian + settings.l2() + 1e-12));
    }

    private void describe(Tree tree, Node node, int left, int right) {
        Split split = node.split();
        tree.column[node.id] = split.column();
        tree.left[node.id] = left;
        tree.right[node.id] = right;
        tree.missingLeft[node.id] = split.missingLeft();
        tree.categories[node.id] = split.leftCategories();
        if (split.leftCategories().isEmpty()) {
            tree.threshold[node.id] = table.binning(split.column()).upperEdge(split.lastLeftBin());
        }
    }

    /** A node while it grows: its stretch of the row order, and its best split while it is open. */
    private static final class Node {
        private final int id;
        private final int from;
        private final int to;
        private @Nullable Split split;
        private @Nullable Histogram sums;
        private @Nullable Node left;
        private @Nullable Node right;

        private Node(int id, int from, int to) {
            this.id = id;
            this.from = from;
            this.to = to;
        }

        private Split split() {
            return Objects.requireNonNull(split);
        }

        private Histogram sums() {
            return Objects.requireNonNull(sums);
        }

        private double gain() {
            return split().gain();
        }
    }
}
