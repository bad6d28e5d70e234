package io.countersign.study;

import io.countersign.statistics.boosting.Logistic;
import io.countersign.statistics.calibration.CalibrationMethod;
import io.countersign.statistics.calibration.SlicedCalibration;
import io.countersign.statistics.folds.Fold;
import io.countersign.statistics.folds.Folds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Fits the calibration of a study: one curve for all cases and a line over it for each slice. With plenty of cases the
 * curve is free. With fewer it is free or logistic, whichever has the smaller held-out log-loss inside the cases learnt
 * from (Niculescu-Mizil and Caruana 2005: free curves follow noise in small samples). So is chosen how strongly slices
 * are drawn to it.
 */
final class CalibrationFit {
    private static final int PARTS = 4;
    /** With this many cases a free curve follows no noise, and one held-out part tells as much as all of them. */
    private static final int PLENTY = 6_000;

    private static final double MARGIN = 1e-4;

    private final StudyCases cases;

    private CalibrationFit(StudyCases cases) {
        this.cases = cases;
    }

    private record Choice(CalibrationMethod method, double strength) {
        static final List<Choice> ALL = Arrays.stream(CalibrationMethod.values())
                .flatMap(method -> DoubleStream.of(2, 10, 50).mapToObj(strength -> new Choice(method, strength)))
                .toList();
    }

    static SlicedCalibration of(StudyCases cases, int[] train, long seed) {
        var fit = new CalibrationFit(cases);
        return fit.by(fit.better(train, seed), train);
    }

    private Choice better(int[] train, long seed) {
        List<String> units =
                Arrays.stream(train).mapToObj(i -> cases.get(i).unit()).toList();
        List<Fold> folds = Folds.byUnit(units, PARTS, seed);
        if (folds.size() < 2) {
            return new Choice(CalibrationMethod.PLATT, 50);
        }
        List<Fold> judged = train.length >= PLENTY ? folds.subList(0, 1) : folds;
        return Choice.ALL.stream()
                .filter(choice -> train.length < PLENTY || choice.method() == CalibrationMethod.ISOTONIC)
                .min(Comparator.comparingDouble(choice -> loss(choice, train, judged)))
                .orElseThrow();
    }

    private double loss(Choice choice, int[] train, List<Fold> folds) {
        double loss = 0;
        for (Fold fold : folds) {
            SlicedCalibration fitted =
                    by(choice, Arrays.stream(fold.train()).map(k -> train[k]).toArray());
            for (int k : fold.test()) {
                int i = train[k];
                double right = fitted.apply(cases.get(i).confidence(), cases.path(i));
                double z = Logistic.logOdds(right, MARGIN);
                loss -= StrictMath.log(Logistic.probability(cases.wrong(i) ? -z : z));
            }
        }
        return loss;
    }

    private SlicedCalibration by(Choice choice, int[] train) {
        return SlicedCalibration.fitLines(
                cases.scored(train),
                Arrays.stream(train).mapToObj(cases::path).toList(),
                choice.method(),
                choice.strength());
    }
}
