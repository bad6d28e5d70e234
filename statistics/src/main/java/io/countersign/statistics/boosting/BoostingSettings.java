package io.countersign.statistics.boosting;

/**
 * How boosted trees are grown.
 *
 * @param trees how many trees, at least 0
 * @param leaves most leaves of a tree, at least 2
 * @param learningRate share of each tree's step that is taken, in (0, 1]
 * @param minLeafWeight least total weight of a leaf
 * @param l2 ridge penalty on leaf values
 * @param bins most histogram bins of a quantity, 2..254
 * @param columnShare share of the columns that each tree may use, in (0, 1]
 * @param categorySmoothing ridge penalty that is added for splits on columns of more than four categories
 * @param seed decides which columns each tree may use
 */
public record BoostingSettings(
        int trees,
        int leaves,
        double learningRate,
        double minLeafWeight,
        double l2,
        int bins,
        double columnShare,
        double categorySmoothing,
        long seed) {

    public BoostingSettings {
        require(trees >= 0, "trees must not be negative");
        require(leaves >= 2, "leaves must be at least 2");
        require(learningRate > 0 && learningRate <= 1, "learningRate must be in (0, 1]");
        require(minLeafWeight >= 0 && l2 >= 0 && categorySmoothing >= 0, "weights and penalties must not be negative");
        require(bins >= 2 && bins <= 254, "bins must be in 2..254");
        require(columnShare > 0 && columnShare <= 1, "columnShare must be in (0, 1]");
    }

    /** 120 trees of 15 leaves at a learning rate of 0.1 and 20 cases a leaf. */
    public static BoostingSettings standard(long seed) {
        return new BoostingSettings(120, 15, 0.1, 20, 1, 254, 1, 10, seed);
    }

    /** The same with another number of trees. */
    public BoostingSettings withTrees(int count) {
        return new BoostingSettings(
                count, leaves, learningRate, minLeafWeight, l2, bins, columnShare, categorySmoothing, seed);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
