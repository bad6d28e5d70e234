package io.countersign.simulator.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows whole topics, read committed, in no consumer group. */
public final class TopicFollower implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    private TopicFollower(String bootstrapServers, Collection<String> topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000,
                        // What comes within this time comes together: a fetch a record would keep the broker busy.
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                        262_144,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        250),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /**
     * Follows topics from their beginning.
     *
     * @param bootstrapServers Kafka's bootstrap addresses
     * @param topics which to follow; all must exist
     */
    public static TopicFollower fromTheBeginning(String bootstrapServers, Collection<String> topics) {
        TopicFollower follower = new TopicFollower(bootstrapServers, topics);
        follower.consumer.seekToBeginning(follower.partitions);
        return follower;
    }

    /**
     * Follows topics from their present end.
     *
     * @param bootstrapServers Kafka's bootstrap addresses
     * @param topics which to follow; all must exist
     */
    public static TopicFollower fromNow(String bootstrapServers, Collection<String> topics) {
        TopicFollower follower = new TopicFollower(bootstrapServers, topics);
        follower.consumer.seekToEnd(follower.partitions);
        follower.partitions.forEach(follower.consumer::position);
        return follower;
    }

    /** Hands over what has come, waiting at most so long for it. */
    public void poll(Duration wait, Consumer<ConsumerRecord<String, byte[]>> each) {
        consumer.poll(wait).forEach(each);
    }

    /** Whether everything committed by now has been handed over. */
    public boolean isCaughtUp() {
        return consumer.endOffsets(partitions).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close();
    }
}
