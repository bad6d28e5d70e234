package io.countersign.benchmarks.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.countersign.routing.CheckPolicy;
import io.countersign.routing.cel.CelConditions;
import io.countersign.routing.policy.CompiledPolicy;
import io.countersign.routing.policy.PolicyCompiler;
import io.countersign.routing.route.Draws;
import io.countersign.routing.route.PolicyInForce;
import io.countersign.routing.route.Prediction;
import io.countersign.routing.route.RoutedCase;
import io.countersign.routing.route.Router;
import io.countersign.routing.route.SignalsOfPrediction;
import io.countersign.routing.yaml.PolicyYaml;
import io.countersign.setup.DefaultPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Routing one case by the default policy, with rules before its last one that read the case and never fire. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PolicyBenchmark {

    private static final int CASES = 4_096;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Router router = new Router(new Draws("k1", "a key for timings, known to everybody".getBytes(UTF_8)));
    private final List<Prediction> predictions = predictions();

    /** How many rules stand before the last of the default policy, beside its own. */
    @Param({"0", "10", "100", "1000"})
    private int moreRules;

    private PolicyInForce policy = policy("");
    private int next;

    /** Compiles the policy. */
    @Setup
    public void compile() {
        policy = policy(
                IntStream.range(0, moreRules).mapToObj(PolicyBenchmark::rule).collect(Collectors.joining()));
    }

    /** From a prediction to its lane, with everything that is recorded of the way there. */
    @Benchmark
    public RoutedCase route() {
        next = (next + 1) % CASES;
        Prediction prediction = predictions.get(next);
        return router.route(prediction, SignalsOfPrediction.of(prediction, null, NOW), policy, NOW);
    }

    private static String rule(int number) {
        return """
                  - id: more-%1$d
                    when: label == 'label-%1$d' && (features.amount > %1$d.0 || risk > 0.5)
                    lane: review
                    queue: review
                    priority: 3
                    reason: Never.
                """.formatted(number);
    }

    private static PolicyInForce policy(String moreRules) {
        String document = DefaultPolicy.document().replace("  - id: automatic\n", moreRules + "  - id: automatic\n");
        var check = new CheckPolicy(new PolicyYaml(), new PolicyCompiler(CelConditions::new));
        return switch (check.check(document)) {
            case CompiledPolicy.Valid valid -> new PolicyInForce(valid.policy(), true);
            case CompiledPolicy.Invalid invalid ->
                throw new IllegalStateException(invalid.faults().toString());
        };
    }

    /** Most go past every rule. */
    private static List<Prediction> predictions() {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, CASES)
                .mapToObj(i -> new Prediction(
                        "case-" + i,
                        1,
                        "comments",
                        new Prediction.Model("toxicity", "2026-03", false),
                        new Prediction.Answer(
                                "toxic", null, 0.6 + 0.4 * Math.sqrt(random.nextDouble()), null, List.of(), null, null),
                        new Prediction.Stakes(random.nextDouble(0.5), random.nextDouble(1_000), null),
                        new Prediction.Handling(null, List.of(), null, false, null, null),
                        Map.of("amount", random.nextDouble(100)),
                        Map.of(),
                        null,
                        NOW))
                .toList();
    }
}
