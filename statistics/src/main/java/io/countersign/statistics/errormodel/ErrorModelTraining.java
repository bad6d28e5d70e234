package io.countersign.statistics.errormodel;

import io.countersign.statistics.boosting.BoostedTrees;
import io.countersign.statistics.boosting.Boosting;
import io.countersign.statistics.boosting.BoostingSettings;
import io.countersign.statistics.boosting.FeatureTable;
import io.countersign.statistics.boosting.Logistic;
import io.countersign.statistics.folds.Fold;
import io.countersign.statistics.folds.Folds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits an error model. How rich its trees are, and how many, is chosen by cross-validated log-loss inside the training
 * cases, split by unit; no trees at all, plain calibrated confidence, is one of the choices.
 *
 * <p>Assumes independent units, and that the cases are weighted to stand for those it will be applied to.
 */
public final class ErrorModelTraining {

    private static final int PARTS = 4;
    /** With this many cases one held-out part tells as much as all of them. */
    private static final int PLENTY = 6_000;

    private final List<LabelledCase> cases;
    private final SignalEncoding encoding;
    private final List<double[]> rows;
    private final long seed;

    private ErrorModelTraining(List<LabelledCase> cases, long seed) {
        this.cases = cases;
        this.seed = seed;
        encoding =
                SignalEncoding.learn(cases.stream().map(LabelledCase::signals).toList());
        rows = cases.stream().map(known -> encoding.encode(known.signals())).toList();
    }

    /**
     * Fits a model to past cases.
     *
     * @param cases at least one case with positive weight
     * @param seed the same cases in the same order and the same seed give the same model
     */
    public static ErrorModel fit(List<LabelledCase> cases, long seed) {
        if (cases.stream().noneMatch(known -> known.weight() > 0)) {
            throw new IllegalArgumentException("there must be a case with positive weight to learn from");
        }
        return new ErrorModelTraining(List.copyOf(cases), seed).fit();
    }

    private ErrorModel fit() {
        int[] all = IntStream.range(0, cases.size()).toArray();
        ConfidenceBase base = ConfidenceBase.fit(cases);
        Choice choice = choose();
        return new ErrorModel(encoding, base, trees(all, base, choice.settings(), choice.stop()));
    }

    private Choice choose() {
        List<String> units = cases.stream().map(LabelledCase::unit).toList();
        List<Fold> folds = Folds.byUnit(units, PARTS, seed);
        if (folds.size() < 2) {
            return new Choice(Candidate.all(seed).getFirst(), 0, 0);
        }
        List<Fold> judged = cases.size() >= PLENTY ? folds.subList(0, 1) : folds;
        return Candidate.all(seed).stream()
                .flatMap(settings -> choices(settings, judged).stream())
                .min(Comparator.comparingDouble(Choice::loss))
                .orElseThrow();
    }

    private List<Choice> choices(BoostingSettings settings, List<Fold> folds) {
        double[] losses = new double[Candidate.STOPS.length];
        for (Fold fold : folds) {
            addLosses(settings, fold, losses);
        }
        return IntStream.range(0, losses.length)
                .mapToObj(s -> new Choice(settings, Candidate.STOPS[s], losses[s]))
                .toList();
    }

    private void addLosses(BoostingSettings settings, Fold fold, double[] losses) {
        int[] train = fold.train();
        int[] test = fold.test();
        ConfidenceBase base =
                ConfidenceBase.fit(Arrays.stream(train).mapToObj(cases::get).toList());
        BoostedTrees trees = trees(train, base, settings, settings.trees());
        double[] logOdds = Arrays.stream(test)
                .mapToDouble(row -> base.logOdds(cases.get(row).signals()))
                .toArray();
        for (int s = 0; s < losses.length; s++) {
            int from = s == 0 ? 0 : Candidate.STOPS[s - 1];
            BoostedTrees further = trees.range(from, Candidate.STOPS[s]);
            for (int i = 0; i < test.length; i++) {
                logOdds[i] += further.logOdds(rows.get(test[i]));
                losses[s] += loss(cases.get(test[i]), logOdds[i]);
            }
        }
    }

    private static double loss(LabelledCase known, double logOdds) {
        double p = Logistic.probability(known.wrong() ? logOdds : -logOdds);
        return -known.weight() * Math.log(Math.max(p, 1e-12));
    }

    private BoostedTrees trees(int[] train, ConfidenceBase base, BoostingSettings settings, int count) {
        int[] categories = encoding.columns().stream()
                .mapToInt(SignalColumn::categoryCount)
                .toArray();
        FeatureTable table =
                FeatureTable.of(Arrays.stream(train).mapToObj(rows::get).toList(), categories);
        boolean[] wrong = new boolean[train.length];
        double[] weights = new double[train.length];
        double[] offset = new double[train.length];
        for (int i = 0; i < train.length; i++) {
            LabelledCase known = cases.get(train[i]);
            wrong[i] = known.wrong();
            weights[i] = known.weight();
            offset[i] = base.logOdds(known.signals());
        }
        return Boosting.fit(table, wrong, weights, offset, settings.withTrees(count));
    }

    private record Choice(BoostingSettings settings, int stop, double loss) {}
}
