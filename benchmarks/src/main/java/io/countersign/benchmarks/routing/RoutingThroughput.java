package io.countersign.benchmarks.routing;

import io.countersign.benchmarks.routing.Loop.Run;
import io.countersign.testsupport.TestPlatform;
import io.countersign.topics.Topics;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * How much of a bare loop's throughput is left when the routing service does the same work exactly once: both in this JVM
 * and on its broker, in turns, on the same records. The first rounds warm up and do not count.
 */
public final class RoutingThroughput {

    private static final int CASES = 20_000;
    private static final int ROUNDS = 7;
    private static final int WARM_UPS = 3;
    private static final double PERCENT = 100;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final int cases;
    private final int rounds;

    private RoutingThroughput(int cases, int rounds) {
        this.cases = cases;
        this.rounds = rounds;
    }

    /** @param arguments cases a round (20,000) and rounds that count (7) */
    public static void main(String[] arguments) {
        int cases = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CASES;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
        // The embedded broker has threads that nothing else ends.
        System.exit(new RoutingThroughput(cases, rounds).succeeds() ? 0 : 1);
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // on a command line that is where it belongs
    private boolean succeeds() {
        try {
            compare();
            return true;
        } catch (Exception failed) {
            failed.printStackTrace();
            return false;
        }
    }

    private void compare() throws Exception {
        TestPlatform platform = TestPlatform.shared();
        try (CountersignLoop countersign = CountersignLoop.start(platform)) {
            Inputs inputs = new Inputs(countersign.wire());
            inputs.publish(platform, cases);
            print(0, countersign.name(), countersign.run(cases));
            var codec = new PlainCodec(
                    countersign.wire(), first(platform, Topics.CASE_ROUTED), first(platform, Topics.DECISION_MADE));
            try (BareLoop bare = new BareLoop(countersign.kafka(), codec)) {
                print(0, bare.name(), bare.run(cases));
                alternate(platform, inputs, countersign, bare);
            }
        }
    }

    private void alternate(TestPlatform platform, Inputs inputs, Loop countersign, Loop bare) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> bares = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        // Round 0 was the first to warm up.
        for (int round = 2 - WARM_UPS; round <= rounds; round++) {
            inputs.publish(platform, cases);
            double one = print(round, countersign.name(), countersign.run(cases));
            double other = print(round, bare.name(), bare.run(cases));
            if (round > 0) {
                ours.add(one);
                bares.add(other);
                ratios.add(one / other);
            }
        }
        out.printf(
                Locale.ROOT,
                "medians of %d rounds: Countersign %,.0f cases/s, bare loop %,.0f cases/s%n",
                rounds,
                median(ours),
                median(bares));
        out.printf(
                Locale.ROOT,
                "Countersign does %.0f %% of the bare loop (median of the rounds' ratios; %.0f to %.0f %%)%n",
                PERCENT * median(ratios),
                PERCENT * ratios.stream().min(Double::compare).orElseThrow(),
                PERCENT * ratios.stream().max(Double::compare).orElseThrow());
    }

    private double print(int round, String loop, Run run) {
        out.printf(
                Locale.ROOT,
                "%-10s %-12s %,9.0f cases/s %5d transactions %6d bytes a case%n",
                round <= 0 ? "warm-up" : "round " + round,
                loop,
                run.casesPerSecond(),
                run.transactions(),
                run.bytes() / run.cases());
        return run.casesPerSecond();
    }

    private static ConsumerRecord<String, byte[]> first(TestPlatform platform, String topic) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", platform.kafka(),
                "group.id", "first-of-" + topic,
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed",
                "key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer",
                "value.deserializer", "org.apache.kafka.common.serialization.ByteArrayDeserializer"));
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            consumer.subscribe(List.of(topic));
            while (true) {
                var found = consumer.poll(Duration.ofSeconds(1));
                if (!found.isEmpty()) {
                    return found.iterator().next();
                }
            }
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
