package io.countersign.study;

import io.countersign.statistics.calibration.SlicedCalibration;
import io.countersign.statistics.errormodel.ErrorModel;
import io.countersign.statistics.errormodel.ErrorModelTraining;
import io.countersign.statistics.errormodel.LabelledCase;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Scores of cases by what was learnt from other units only.
 *
 * @param rows the scored rows, rising
 * @param fold which fold scored each of them; calibration is learnt in parts of a fold ({@link Protocol#finer})
 * @param calibrated calibrated confidence of each of them
 * @param errorProbability by the error model, of each of them; in a stream all periods on one scale ({@link PeriodScale})
 * @param periods whether the folds are periods of a stream, each scored by a model of its own past
 */
record HonestScores(int[] rows, int[] fold, double[] calibrated, double[] errorProbability, boolean periods) {
    /** Fits once a fold, folds in parallel; the result does not depend on which is done first. */
    static HonestScores of(StudyCases cases, Protocol protocol, long seed, Consumer<String> progress) {
        int[] fold = new int[cases.size()];
        double[] calibrated = new double[cases.size()];
        double[] errorProbability = new double[cases.size()];
        Arrays.fill(fold, -1);
        List<Protocol.Split> splits = protocol.splits();
        IntStream.range(0, splits.size()).parallel().forEach(f -> {
            Protocol.Split split = splits.get(f);
            for (Protocol.Split part : protocol.finer(split, cases, seed + f)) {
                SlicedCalibration calibration = CalibrationFit.of(cases, part.train(), protocol.stream(), seed + f);
                for (int i : part.test()) {
                    calibrated[i] = calibration.apply(cases.get(i).confidence(), cases.path(i));
                }
            }
            ErrorModel model = errorModel(cases, split.train(), seed + f);
            for (int i : split.test()) {
                fold[i] = f;
                errorProbability[i] = model.errorProbability(cases.labelled(i).signals());
            }
            progress.accept("scored fold %d of %d: learnt from %,d cases, scored %,d"
                    .formatted(f + 1, splits.size(), split.train().length, split.test().length));
        });
        int[] rows = IntStream.range(0, cases.size()).filter(i -> fold[i] >= 0).toArray();
        int[] folds = Arrays.stream(rows).map(i -> fold[i]).toArray();
        double[] risk =
                Arrays.stream(rows).mapToDouble(i -> errorProbability[i]).toArray();
        return new HonestScores(
                rows,
                folds,
                Arrays.stream(rows).mapToDouble(i -> calibrated[i]).toArray(),
                protocol.stream() ? PeriodScale.of(risk, folds) : risk,
                protocol.stream());
    }

    /** Those of the first so many scored cases. */
    HonestScores first(int count) {
        return new HonestScores(
                Arrays.copyOf(rows, count),
                Arrays.copyOf(fold, count),
                Arrays.copyOf(calibrated, count),
                Arrays.copyOf(errorProbability, count),
                periods);
    }

    /** Another score of the same cases, ranked like the error probability: in a stream within each period. */
    double[] rankedAlike(double[] score) {
        return periods ? PeriodScale.of(score, fold) : score;
    }

    static ErrorModel errorModel(StudyCases cases, int[] train, long seed) {
        List<LabelledCase> known =
                Arrays.stream(train).mapToObj(cases::labelled).toList();
        return ErrorModelTraining.fit(known, seed);
    }
}
