package io.countersign.statistics.promises;

import io.countersign.casefiles.Case;
import io.countersign.casefiles.CaseFiles;
import io.countersign.casefiles.HumanLabel;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.CalibrationMethod;
import io.countersign.statistics.calibration.SlicedCalibration;
import io.countersign.statistics.errormodel.CrossFitting;
import io.countersign.statistics.errormodel.LabelledCase;
import io.countersign.statistics.errormodel.Signals;
import io.countersign.statistics.folds.Fold;
import io.countersign.statistics.folds.Folds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * One set of real cases with what was learnt of each from other units: read and learnt once a run.
 *
 * @param cases those that were scored, in the order of the file
 * @param errorProbability by the error model, out of fold
 */
@SuppressWarnings("ArrayRecordComponent")
record RealCases(List<Case> cases, double[] errorProbability, List<HumanLabel> labels) {
    static final String FOLDER = "countersign.data";

    private static final long SEED = 1;
    private static final int FOLDS = 5;
    private static final int BLOCKS = 6;
    private static final double SHRINKAGE = 200;
    private static final Set<String> STREAMS = Set.of("elec2", "vehicle_fraud");
    private static final Map<String, RealCases> BY_NAME = new ConcurrentHashMap<>();

    static Path folder() {
        return Path.of(System.getProperty(FOLDER, "."));
    }

    static RealCases of(String name) {
        return BY_NAME.computeIfAbsent(name, RealCases::learn);
    }

    private static RealCases learn(String name) {
        CaseFiles files = CaseFiles.at(folder().resolve(name));
        List<Case> read;
        List<HumanLabel> labels;
        try (var cases = files.cases();
                var given = files.labels()) {
            read = cases.filter(one -> one.trueLabel() != null).toList();
            labels = given.toList();
        }
        List<String> units = read.stream().map(Case::unit).toList();
        List<Fold> folds =
                STREAMS.contains(name) ? Folds.forwardInTime(units, BLOCKS) : Folds.byUnit(units, FOLDS, SEED);
        double[] probability = CrossFitting.run(
                        read.stream().map(RealCases::labelled).toList(), folds, SEED)
                .errorProbabilities();
        int[] scored = IntStream.range(0, read.size())
                .filter(i -> !Double.isNaN(probability[i]))
                .toArray();
        return new RealCases(
                Arrays.stream(scored).mapToObj(read::get).toList(),
                Arrays.stream(scored).mapToDouble(i -> probability[i]).toArray(),
                labels);
    }

    int size() {
        return cases.size();
    }

    boolean[] wrong() {
        boolean[] wrong = new boolean[cases.size()];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = wrong(cases.get(i));
        }
        return wrong;
    }

    double[] rawConfidence() {
        return cases.stream().mapToDouble(Case::confidence).toArray();
    }

    /** One minus the probability of an error: larger is surer. */
    double[] modelledConfidence() {
        return Arrays.stream(errorProbability).map(p -> 1 - p).toArray();
    }

    /** The independent unit of each case, numbered from 0. */
    int[] units() {
        Map<String, Integer> numbers = new java.util.HashMap<>();
        return cases.stream()
                .mapToInt(one -> {
                    int next = numbers.size();
                    return numbers.computeIfAbsent(one.unit(), unit -> next);
                })
                .toArray();
    }

    double accuracy() {
        return cases.stream().filter(one -> !wrong(one)).count() / (double) cases.size();
    }

    /** Confidence calibrated by slice and answer, out of fold, by case id. */
    double[] calibratedConfidence() {
        double[] calibrated = new double[cases.size()];
        for (Fold fold : Folds.byUnit(cases.stream().map(Case::unit).toList(), FOLDS, SEED)) {
            int[] train = fold.train();
            boolean[] right = new boolean[train.length];
            for (int k = 0; k < train.length; k++) {
                right[k] = !wrong(cases.get(train[k]));
            }
            double[] score = Arrays.stream(train)
                    .mapToDouble(i -> cases.get(i).confidence())
                    .toArray();
            SlicedCalibration calibration = SlicedCalibration.fit(
                    ScoredCases.of(score, right),
                    Arrays.stream(train).mapToObj(i -> path(cases.get(i))).toList(),
                    CalibrationMethod.ISOTONIC,
                    SHRINKAGE);
            for (int i : fold.test()) {
                calibrated[i] = calibration.apply(cases.get(i).confidence(), path(cases.get(i)));
            }
        }
        return calibrated;
    }

    private static List<String> path(Case one) {
        var path = new ArrayList<String>();
        one.slices().forEach((name, slice) -> path.add(name + "=" + slice));
        path.add("label=" + one.predictedLabel());
        return path;
    }

    private static boolean wrong(Case one) {
        return !one.predictedLabel().equals(one.trueLabel());
    }

    private static LabelledCase labelled(Case one) {
        var signals = Signals.of(one.predictedLabel(), one.confidence());
        one.labelProbabilities().forEach(signals::probability);
        one.opinions().forEach(said -> signals.opinion(said.name(), said.label(), orMissing(said.confidence())));
        one.slices().forEach(signals::slice);
        one.features().forEach(signals::feature);
        signals.ensembleAgreement(orMissing(one.ensembleAgreement()));
        signals.novelty(orMissing(one.novelty()));
        signals.value(orMissing(one.value()));
        return new LabelledCase(signals.build(), wrong(one), 1, one.unit());
    }

    private static double orMissing(@org.jspecify.annotations.Nullable Double number) {
        return number == null ? Double.NaN : number;
    }
}
