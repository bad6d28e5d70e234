package io.countersign.statistics.boosting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Fits trees one after the other to the gradient of the logistic loss (Friedman 2001; second order as in Chen & Guestrin
 * 2016; histograms as in Ke et al. 2017). Time: trees × rows × columns × log(leaves).
 */
public final class Boosting {

    private Boosting() {}

    /**
     * Fits boosted trees.
     *
     * @param table the features, n rows
     * @param target n outcomes
     * @param weights n weights, not negative; a weight of 2 is the row twice
     * @param offset n log-odds to start from; the trees learn what these miss
     */
    public static BoostedTrees fit(
            FeatureTable table, boolean[] target, double[] weights, double[] offset, BoostingSettings settings) {
        if (target.length != table.rows() || weights.length != table.rows() || offset.length != table.rows()) {
            throw new IllegalArgumentException("table, target, weights and offset must have the same number of rows");
        }
        BinnedTable binned = BinnedTable.of(table, weights, settings.bins());
        Gradients gradients = new Gradients(weights.clone());
        double[] logOdds = offset.clone();
        SplittableRandom random = new SplittableRandom(settings.seed());
        List<Tree> trees = new ArrayList<>();
        for (int t = 0; t < settings.trees(); t++) {
            gradients.at(logOdds, target);
            int[] columns = draw(binned.columns(), settings.columnShare(), random);
            trees.add(new TreeGrower(binned, gradients, settings, columns).grow(logOdds));
        }
        return new BoostedTrees(trees);
    }

    private static int[] draw(int columns, double share, SplittableRandom random) {
        int[] order = IntStream.range(0, columns).toArray();
        int wanted = (int) Math.ceil(share * columns);
        if (wanted == columns) {
            return order;
        }
        for (int i = 0; i < wanted; i++) {
            int j = i + random.nextInt(columns - i);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        int[] drawn = Arrays.copyOf(order, wanted);
        Arrays.sort(drawn);
        return drawn;
    }
}
