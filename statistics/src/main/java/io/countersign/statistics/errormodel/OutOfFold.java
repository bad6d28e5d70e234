package io.countersign.statistics.errormodel;

import io.countersign.statistics.folds.Fold;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Scores of cases by models that were not fitted on them. Immutable. */
public final class OutOfFold {

    private final double[] errorProbabilities;
    private final int[] folds;

    OutOfFold(double[] errorProbabilities, List<Fold> folds) {
        this.errorProbabilities = errorProbabilities;
        this.folds = new int[errorProbabilities.length];
        Arrays.fill(this.folds, -1);
        for (int f = 0; f < folds.size(); f++) {
            for (int row : folds.get(f).test()) {
                this.folds[row] = f;
            }
        }
    }

    /** The probability of an error by case, 0..1; NaN where no fold scores the case. */
    public double[] errorProbabilities() {
        return errorProbabilities.clone();
    }

    /** By case the position of the fold that scored it, or -1. */
    public int[] folds() {
        return folds.clone();
    }

    /**
     * The share of the cases of the same fold that are less risky, 0..1; equal risks get their mean; NaN where not scored.
     *
     * <p>Forward in time every fold has another model with another base rate, learnt from another past: their
     * probabilities together say more about the periods than about the cases. To review a share of the cases is then to
     * review that share of each period, and this is the score for it.
     */
    public double[] riskWithinFold() {
        double[] ranks = new double[folds.length];
        Arrays.fill(ranks, Double.NaN);
        Integer[] scored = Arrays.stream(rowsInFolds()).boxed().toArray(Integer[]::new);
        Arrays.sort(
                scored,
                Comparator.comparingInt((Integer row) -> folds[row])
                        .thenComparingDouble(row -> errorProbabilities[row]));
        for (int from = 0; from < scored.length; ) {
            int to = endOfFold(scored, from);
            rank(scored, from, to, ranks);
            from = to;
        }
        return ranks;
    }

    private int[] rowsInFolds() {
        return IntStream.range(0, folds.length).filter(row -> folds[row] >= 0).toArray();
    }

    private int endOfFold(Integer[] scored, int from) {
        int to = from;
        while (to < scored.length && folds[scored[to]] == folds[scored[from]]) {
            to++;
        }
        return to;
    }

    private void rank(Integer[] scored, int from, int to, double[] ranks) {
        for (int i = from; i < to; ) {
            int j = i;
            while (j < to && errorProbabilities[scored[j]] == errorProbabilities[scored[i]]) {
                j++;
            }
            for (int k = i; k < j; k++) {
                ranks[scored[k]] = ((i + j - 1) / 2.0 - from + 0.5) / (to - from);
            }
            i = j;
        }
    }
}
