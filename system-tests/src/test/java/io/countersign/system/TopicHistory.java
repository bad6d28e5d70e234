package io.countersign.system;

import io.countersign.simulator.kafka.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads topics from the beginning to their present end, committed records only. */
final class TopicHistory {

    private final String kafka;
    private final Wire wire;

    TopicHistory(String kafka, Wire wire) {
        this.kafka = kafka;
        this.wire = wire;
    }

    /** The events of cases whose id begins with {@code prefix}, per partition in their order. */
    <T extends SpecificRecord> List<T> read(String topic, String prefix, Class<T> type) {
        return records(topic, prefix).stream()
                .filter(one -> one.value() != null)
                .map(one -> wire.decode(one, type))
                .toList();
    }

    /** The records whose key begins with {@code prefix}, as they are. */
    List<ConsumerRecord<String, byte[]>> records(String topic, String prefix) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(one -> consumer.position(one.getKey()) < one.getValue())) {
                for (ConsumerRecord<String, byte[]> one : consumer.poll(Duration.ofMillis(200))) {
                    if (one.key() != null && one.key().startsWith(prefix)) {
                        records.add(one);
                    }
                }
            }
        }
        return records;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
