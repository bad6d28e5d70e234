package io.countersign.benchmarks;

import io.countersign.statistics.errormodel.ErrorModel;
import io.countersign.statistics.errormodel.ErrorModelTraining;
import io.countersign.statistics.errormodel.Explanation;
import io.countersign.statistics.errormodel.LabelledCase;
import io.countersign.statistics.errormodel.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An error model with the signals of a photograph classifier: ten labels, two other models, a slice, four numbers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ErrorModelBenchmark {

    private static final int LABELS = 10;
    private static final int CASES = 8_192;

    private final List<Signals> signals = new ArrayList<>();
    private ErrorModel model = ErrorModelTraining.fit(
            List.of(new LabelledCase(Signals.of("none", 0.5).build(), false, 1, "none")), 1);
    private int next;

    /** Draws cases whose errors need rich trees, and fits a model to them. */
    @Setup
    public void fit() {
        SplittableRandom random = new SplittableRandom(1);
        List<LabelledCase> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(draw(random, i));
            signals.add(cases.getLast().signals());
        }
        model = ErrorModelTraining.fit(cases, 1);
    }

    /** From signals to the probability of an error. */
    @Benchmark
    public double probability() {
        return model.errorProbability(nextSignals());
    }

    /** The same with the contribution of every signal. */
    @Benchmark
    public Explanation explanation() {
        return model.explain(nextSignals());
    }

    private Signals nextSignals() {
        next = (next + 1) % CASES;
        return signals.get(next);
    }

    private static LabelledCase draw(SplittableRandom random, int i) {
        double confidence = 0.4 + 0.6 * random.nextDouble();
        int label = random.nextInt(LABELS);
        int other = random.nextInt(4) == 0 ? random.nextInt(LABELS) : label;
        String camera = "camera-" + random.nextInt(12);
        double blur = random.nextDouble();
        Signals.Builder signals = Signals.of("label-" + label, confidence)
                .opinion("small", "label-" + other, random.nextDouble())
                .opinion("old", "label-" + (random.nextInt(3) == 0 ? other : label), random.nextDouble())
                .slice("camera", camera)
                .feature("blur", blur)
                .feature("size", random.nextDouble())
                .novelty(random.nextDouble())
                .ensembleAgreement(random.nextInt(8) / 7.0);
        for (int k = 0; k < LABELS; k++) {
            signals.probability("label-" + k, k == label ? confidence : (1 - confidence) / (LABELS - 1));
        }
        double error = (1 - confidence) * 0.5 + (other == label ? 0 : 0.3 * blur) + (camera.endsWith("7") ? 0.2 : 0);
        return new LabelledCase(signals.build(), random.nextDouble() < error, 1, "case-" + i);
    }
}
