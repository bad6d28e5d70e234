package io.countersign.benchmarks;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.Calibration;
import io.countersign.statistics.calibration.IsotonicCalibration;
import io.countersign.statistics.calibration.SlicedCalibration;
import io.countersign.statistics.folds.Folds;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Calibrating one raw confidence as routing does: a layered calibration fitted to 20,000 cases, asked with the path of the
 * case's answer and slice. Beside it one isotonic map without slices.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CalibrationBenchmark {

    private static final int CASES = 20_000;

    private static final int SLICES = 8;

    private final double[] confidence = new SplittableRandom(1).doubles(CASES).toArray();
    private final List<List<String>> paths = paths();
    private final ScoredCases cases = cases(confidence);
    private final SlicedCalibration sliced = SlicedCalibration.fitLayers(
            cases,
            paths,
            2,
            Folds.byUnit(IntStream.range(0, CASES).mapToObj(Integer::toString).toList(), 5, 4));
    private final Calibration isotonic = IsotonicCalibration.fit(cases);
    private int next;

    /** One raw confidence with its answer, slice and answer within the slice to one calibrated confidence. */
    @Benchmark
    public double calibrateSliced() {
        next = (next + 1) % CASES;
        return sliced.apply(confidence[next], paths.get(next));
    }

    /** One raw confidence by one curve for all cases. */
    @Benchmark
    public double calibrateIsotonic() {
        next = (next + 1) % CASES;
        return isotonic.apply(confidence[next]);
    }

    private static List<List<String>> paths() {
        SplittableRandom random = new SplittableRandom(3);
        return IntStream.range(0, CASES)
                .mapToObj(i -> crossed("label=" + random.nextInt(3), "place=" + random.nextInt(SLICES)))
                .toList();
    }

    private static List<String> crossed(String label, String place) {
        return List.of(label, place, label + "," + place);
    }

    private static ScoredCases cases(double[] confidence) {
        SplittableRandom random = new SplittableRandom(2);
        boolean[] correct = new boolean[CASES];
        for (int i = 0; i < CASES; i++) {
            correct[i] = random.nextDouble() < confidence[i] * confidence[i];
        }
        return ScoredCases.of(confidence, correct);
    }
}
