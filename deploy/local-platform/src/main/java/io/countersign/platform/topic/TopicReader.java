package io.countersign.platform.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.node.ObjectNode;

/** Reads every partition of a topic, committed records only, as JSON. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(500);

    private final String kafka;
    private final ReadableRecord readable;

    public TopicReader(String kafka, String registry) {
        this.kafka = kafka;
        this.readable = new ReadableRecord(new RegistrySchemas(registry));
    }

    /**
     * What to read.
     *
     * @param fromBeginning from the oldest record; else only what comes from now on
     * @param follow goes on when the present end is reached
     * @param limit stops after so many records
     */
    public record Range(boolean fromBeginning, boolean follow, long limit) {}

    /** Hands each record to {@code sink} until the range is read; fails when there is no such topic. */
    public void read(String topic, Range range, Consumer<ObjectNode> sink) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            if (range.fromBeginning()) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            long shown = 0;
            while (shown < range.limit() && (range.follow() || !reached(consumer, end))) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (shown < range.limit()) {
                        sink.accept(readable.of(record));
                        shown++;
                    }
                }
            }
        }
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end) {
        return end.entrySet().stream().allMatch(one -> consumer.position(one.getKey()) >= one.getValue());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        var known = consumer.listTopics();
        var found = known.get(topic);
        if (found == null) {
            List<String> names = known.keySet().stream()
                    .filter(name -> !name.startsWith("__"))
                    .sorted()
                    .toList();
            throw new IllegalArgumentException(
                    "There is no topic '" + topic + "'. There are:\n  " + String.join("\n  ", names));
        }
        return found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
