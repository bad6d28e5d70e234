package io.countersign.benchmarks.path;

import io.countersign.simulator.kafka.Wire;
import io.countersign.simulator.platform.Target;
import io.countersign.simulator.platform.Targets;
import io.countersign.topics.Topics;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * How long it takes from a prediction to its routed case, at a steady rate, through the running platform of a home: from the
 * moment at which a pipeline of that rate would have sent it, late or not, until a read-committed reader has the routing.
 * The first sixth warms up and does not count.
 */
public final class RoutedLatency {

    private static final List<String> DOORS = List.of("kafka", "http");
    private static final int RATE = 1_000;
    private static final int SECONDS = 60;
    private static final int BATCH_OVER_HTTP = 20;
    private static final int PARTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final double NANOS_A_MILLI = 1e6;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final String run = "latency-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
    private final int rate;
    private final int cases;
    private final AtomicLongArray due;
    private final long[] routed;

    private RoutedLatency(int rate, int seconds) {
        this.rate = rate;
        this.cases = rate * seconds;
        this.due = new AtomicLongArray(cases);
        this.routed = new long[cases];
    }

    /** @param arguments {@code kafka} or {@code http}, home, cases a second (1,000), seconds (60), cases a request (HTTP: 20) */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2 || !DOORS.contains(arguments[0])) {
            throw new IllegalArgumentException("kafka|http HOME [RATE [SECONDS [CASES_A_REQUEST]]]");
        }
        boolean http = arguments[0].equals("http");
        var latency = new RoutedLatency(number(arguments, 2, RATE), number(arguments, 3, SECONDS));
        latency.measure(Targets.local(Path.of(arguments[1])), http, number(arguments, 4, http ? BATCH_OVER_HTTP : 1));
    }

    private static int number(String[] arguments, int at, int otherwise) {
        return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
    }

    private void measure(Target target, boolean http, int together) throws InterruptedException {
        try (var reader = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        target.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.CASE_ROUTED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToEnd(partitions);
            partitions.forEach(reader::position);
            Thread sender = Thread.ofPlatform().start(() -> send(target, http, together));
            follow(reader);
            sender.join();
        }
        print();
    }

    private void send(Target target, boolean http, int together) {
        try (Door door = door(target, http)) {
            long start = System.nanoTime();
            for (int first = 0; first < cases; first += together) {
                long when = start + (long) (first * 1e9 / rate);
                LockSupport.parkNanos(when - System.nanoTime());
                List<String> ids = new ArrayList<>(together);
                for (int number = first; number < Math.min(cases, first + together); number++) {
                    due.set(number, when);
                    ids.add(run + number);
                }
                door.send(ids);
            }
            out.printf(
                    Locale.ROOT,
                    "%,d predictions sent, the last %.0f ms late%n",
                    cases,
                    (System.nanoTime() - due.get(cases - 1)) / NANOS_A_MILLI);
        }
    }

    private static Door door(Target target, boolean http) {
        return http
                ? new HttpDoor(
                        target.instances("ingest").getFirst(),
                        Objects.requireNonNull(
                                target.tokens().of(List.of("pipeline")).get("pipeline")))
                : new KafkaDoor(target.bootstrapServers(), new Wire(target.registry()));
    }

    /** Until every case is routed, or nothing has come for a while. */
    private void follow(KafkaConsumer<String, byte[]> reader) {
        int missing = cases;
        long last = System.nanoTime();
        while (missing > 0 && System.nanoTime() - last < PATIENCE.toNanos()) {
            for (ConsumerRecord<String, byte[]> event : reader.poll(POLL)) {
                if (event.key() != null && event.key().startsWith(run)) {
                    int number = Integer.parseInt(event.key().substring(run.length()));
                    last = System.nanoTime();
                    missing -= routed[number] == 0 ? 1 : 0;
                    routed[number] = last;
                }
            }
        }
    }

    private void print() {
        out.printf(
                Locale.ROOT,
                "never routed: %,d%n",
                Arrays.stream(routed).filter(at -> at == 0).count());
        for (int part = 0; part < PARTS; part++) {
            print(part == 0 ? "warm-up" : "part " + part, millis(part * cases / PARTS, (part + 1) * cases / PARTS));
        }
        print("all but warm-up", millis(cases / PARTS, cases));
    }

    private void print(String which, double[] millis) {
        out.printf(
                Locale.ROOT,
                "%-16s median %5.0f ms  p95 %5.0f ms  p99 %5.0f ms  longest %5.0f ms%n",
                which,
                quantile(millis, 0.5),
                quantile(millis, 0.95),
                quantile(millis, 0.99),
                quantile(millis, 1));
    }

    /** From when each of these was due until it was routed, shortest first. */
    private double[] millis(int from, int to) {
        return IntStream.range(from, to)
                .mapToDouble(number -> routed[number] == 0
                        ? Double.POSITIVE_INFINITY
                        : (routed[number] - due.get(number)) / NANOS_A_MILLI)
                .sorted()
                .toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
