package io.countersign.benchmarks;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.Calibration;
import io.countersign.statistics.calibration.IsotonicCalibration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Calibrating one raw confidence by an isotonic map that was fitted to 20,000 cases. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CalibrationBenchmark {

    private static final int CASES = 20_000;

    private final double[] confidence = new SplittableRandom(1).doubles(CASES).toArray();
    private final Calibration calibration = fit(confidence);
    private int next;

    /** One raw confidence to one calibrated confidence. */
    @Benchmark
    public double calibrate() {
        next = (next + 1) % CASES;
        return calibration.apply(confidence[next]);
    }

    private static Calibration fit(double[] confidence) {
        SplittableRandom random = new SplittableRandom(2);
        boolean[] correct = new boolean[CASES];
        for (int i = 0; i < CASES; i++) {
            correct[i] = random.nextDouble() < confidence[i] * confidence[i];
        }
        return IsotonicCalibration.fit(ScoredCases.of(confidence, correct));
    }
}
