package io.countersign.statistics.boosting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Fitted trees: their sum over a row is a step in log-odds from the caller's offset. Immutable and safe to share between
 * threads.
 */
public final class BoostedTrees {

    private final Tree[] trees;

    BoostedTrees(List<Tree> trees) {
        this.trees = trees.toArray(Tree[]::new);
    }

    /**
     * The step in log-odds for one row.
     *
     * @param row one number a column of the training table, NaN where missing
     */
    public double logOdds(double[] row) {
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.value(row);
        }
        return sum;
    }

    /**
     * What each column contributes to {@link #logOdds}, by exact path-dependent Shapley values (Lundberg, Erion & Lee
     * 2018): the contributions and {@link #expectedLogOdds} sum to the step.
     */
    public double[] contributions(double[] row) {
        double[] contributions = new double[row.length];
        for (Tree tree : trees) {
            TreeShap.add(tree, row, contributions);
        }
        return contributions;
    }

    /** The mean step over the training rows, which contributions are counted from. */
    public double expectedLogOdds() {
        double sum = 0;
        for (Tree tree : trees) {
            sum += TreeShap.expected(tree, 0);
        }
        return sum;
    }

    /** The trees from one position to before another alone, 0 ≤ from ≤ to. */
    public BoostedTrees range(int from, int to) {
        int end = Math.min(to, trees.length);
        return new BoostedTrees(List.of(trees).subList(Math.min(from, end), end));
    }

    /** Writes the stored form, read again by {@link #readFrom}. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeShort(trees.length);
        for (Tree tree : trees) {
            TreeForm.write(tree, out);
        }
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @param columns how many columns the rows will have
     * @throws IOException when the form is damaged
     */
    public static BoostedTrees readFrom(DataInput in, int columns) throws IOException {
        Tree[] trees = new Tree[in.readUnsignedShort()];
        for (int t = 0; t < trees.length; t++) {
            trees[t] = TreeForm.read(in, columns);
        }
        return new BoostedTrees(List.of(trees));
    }

    /** How many trees there are. */
    public int size() {
        return trees.length;
    }

    List<Tree> trees() {
        return List.of(trees);
    }
}
