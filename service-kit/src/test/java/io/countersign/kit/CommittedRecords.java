package io.countersign.kit;

import io.countersign.testsupport.TestPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as everybody else does: committed records only. */
public final class CommittedRecords {

    private CommittedRecords() {}

    /** Everything that is on the topic now and fits. */
    public static List<ConsumerRecord<String, byte[]>> of(
            String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        var properties = Map.<String, Object>of(
                "bootstrap.servers",
                TestPlatform.shared().kafka(),
                "isolation.level",
                "read_committed",
                // Half of the partitions are empty: without this the broker waits for them.
                "fetch.max.wait.ms",
                10);
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                }
            }
            return found;
        }
    }
}
