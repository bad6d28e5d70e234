package io.countersign.routing;

import io.countersign.event.PredictionScored;
import io.countersign.kit.avro.AvroWire;
import io.countersign.setup.DefaultPolicy;
import io.countersign.testsupport.TestPlatform;
import io.countersign.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The service as it runs, between a broker, a registry and an issuer, with the default policy in force. Tests that extend
 * this share one service, as two of the same instance number would take each other's place.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class RunningRoutingService {

    static final TestPlatform platform = TestPlatform.shared();
    static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    AvroWire wire;

    @DynamicPropertySource
    static void platform(DynamicPropertyRegistry registry) {
        platform.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("countersign.routing.draw-key", () -> "a key for tests, long enough for them");
    }

    @BeforeAll
    static void seedTheDefaultPolicy(@Autowired AvroWire wire) throws Exception {
        Instant now = Instant.now();
        try (var producer = producer()) {
            byte[] pointer = wire.encode(Topics.POLICY_PUBLISHED, DefaultPolicy.pointer(now));
            send(producer, Topics.POLICY_PUBLISHED, "default", pointer);
            byte[] version = wire.encode(Topics.POLICY_PUBLISHED, DefaultPolicy.version(now));
            send(producer, Topics.POLICY_PUBLISHED, DefaultPolicy.versionKey(), version);
        }
    }

    void publish(PredictionScored... scored) throws Exception {
        try (var producer = producer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (PredictionScored each : scored) {
                sent.add(producer.send(new ProducerRecord<>(
                        Topics.PREDICTION_SCORED, each.getCaseId(), wire.encode(Topics.PREDICTION_SCORED, each))));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get(10, TimeUnit.SECONDS);
            }
        }
    }

    /** How many records each case has, as a read-committed reader sees it, among the cases that begin so. */
    static Map<String, Integer> recordsByCase(String topic, String prefix) {
        Map<String, Integer> seen = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records(topic, "read_committed")) {
            if (record.key().startsWith(prefix)) {
                seen.merge(record.key(), 1, Integer::sum);
            }
        }
        return seen;
    }

    static List<ConsumerRecord<String, byte[]>> committed(String topic, String key) {
        return records(topic, "read_committed").stream()
                .filter(record -> key.equals(record.key()))
                .toList();
    }

    /** Everything on the topic up to now, or up to the first open transaction. */
    static List<ConsumerRecord<String, byte[]>> records(String topic, String isolation) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                platform.kafka(),
                "isolation.level",
                isolation,
                "auto.offset.reset",
                "earliest",
                // Partitions that are empty, or end with a transaction's marker: without this the broker waits for
                // them.
                "fetch.max.wait.ms",
                10);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    static KafkaProducer<String, byte[]> producer() {
        return producer(Map.of());
    }

    static KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", platform.kafka());
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    static void send(KafkaProducer<String, byte[]> producer, String topic, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get(10, TimeUnit.SECONDS);
    }
}
