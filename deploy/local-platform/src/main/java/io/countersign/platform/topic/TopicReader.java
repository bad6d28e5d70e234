package io.countersign.platform.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.node.ObjectNode;

/** Reads every partition of topics, committed records only, as JSON. */
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
    public void read(List<String> topics, Range range, Consumer<ObjectNode> sink) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topics);
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

    /** The names of all topics but Kafka's own, in order. */
    public List<String> topics() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            return names(consumer.listTopics().keySet());
        }
    }

    private static boolean reached(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> end) {
        return end.entrySet().stream().allMatch(one -> consumer.position(one.getKey()) >= one.getValue());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, List<String> topics) {
        Map<String, List<PartitionInfo>> known = consumer.listTopics();
        return topics.stream()
                .flatMap(topic -> infos(known, topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static List<PartitionInfo> infos(Map<String, List<PartitionInfo>> known, String topic) {
        List<PartitionInfo> found = known.get(topic);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no topic '" + topic + "'. There are:\n  " + String.join("\n  ", names(known.keySet())));
        }
        return found;
    }

    private static List<String> names(Set<String> topics) {
        return topics.stream().filter(name -> !name.startsWith("__")).sorted().toList();
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
                        30_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
