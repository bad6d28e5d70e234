package io.countersign.statistics.errormodel;

import io.countersign.statistics.folds.Fold;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scores every case by a model that has not seen its outcome, nor that of any case of its unit (Stone 1974). What is
 * measured on such scores is honest; what is measured on a model's own training cases is not.
 */
public final class CrossFitting {

    private CrossFitting() {}

    /**
     * Fits one model a fold, in parallel, and scores the fold's test cases.
     *
     * @param cases all cases
     * @param folds splits of these cases, from {@link io.countersign.statistics.folds.Folds}
     * @param seed the same seed gives the same scores
     */
    public static OutOfFold run(List<LabelledCase> cases, List<Fold> folds, long seed) {
        double[] scores = new double[cases.size()];
        Arrays.fill(scores, Double.NaN);
        IntStream.range(0, folds.size()).parallel().forEach(f -> score(cases, folds.get(f), seed + f, scores));
        return new OutOfFold(scores, folds);
    }

    private static void score(List<LabelledCase> cases, Fold fold, long seed, double[] scores) {
        List<LabelledCase> train =
                Arrays.stream(fold.train()).mapToObj(cases::get).toList();
        ErrorModel model = ErrorModelTraining.fit(train, seed);
        for (int row : fold.test()) {
            scores[row] = model.errorProbability(cases.get(row).signals());
        }
    }
}
