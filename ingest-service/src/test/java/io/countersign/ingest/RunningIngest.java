package io.countersign.ingest;

import static org.awaitility.Awaitility.await;

import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.UndecodableRecordException;
import io.countersign.testsupport.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole service between Kafka, HTTP and PostgreSQL; one context for all tests that extend it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningIngest {

    static final TestPlatform PLATFORM = TestPlatform.shared();
    static final Instant NOW = Instant.now();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> PROPERTIES = PLATFORM.properties(PLATFORM.database("ingest"));
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", PLATFORM.kafka()), new StringSerializer(), new ByteArraySerializer());
    private static final Map<String, List<ConsumerRecord<String, byte[]>>> READ = new HashMap<>();
    private static final Map<String, KafkaConsumer<String, byte[]>> CONSUMERS = new HashMap<>();

    @Autowired
    AvroWire wire;

    @LocalServerPort
    int port;

    WebTestClient http = WebTestClient.bindToServer().build();

    @DynamicPropertySource
    static void platform(DynamicPropertyRegistry registry) {
        PROPERTIES.forEach((name, value) -> registry.add(name, () -> value));
        registry.add("countersign.ingest.expiry-every", () -> "200ms");
        registry.add("countersign.ingest.database-patience", () -> "3s");
        // Batches of tests are small: to wait for larger ones is only time.
        registry.add("spring.kafka.consumer.properties.fetch.max.wait.ms", () -> "10");
    }

    @BeforeAll
    static void lookOften() {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    @BeforeEach
    void client() {
        http = as(PLATFORM.issuer().serviceToken("pipeline", "pipeline"));
    }

    WebTestClient as(String token) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultHeader("Authorization", "Bearer " + token)
                .responseTimeout(PATIENCE)
                .codecs(it -> it.defaultCodecs().maxInMemorySize(16 << 20))
                .build();
    }

    WebTestClient asPerson(String name, String... roles) {
        return as(PLATFORM.issuer().token(name, roles));
    }

    static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    void send(String topic, String key, SpecificRecord record) {
        sendBytes(topic, key, wire.encode(topic, record));
    }

    static void sendBytes(String topic, @Nullable String key, byte[] value) {
        PRODUCER.send(new ProducerRecord<>(topic, key, value));
        PRODUCER.flush();
    }

    static void sendTo(int partition, String topic, @Nullable String key, byte[] value) {
        PRODUCER.send(new ProducerRecord<>(topic, partition, key, value));
        PRODUCER.flush();
    }

    static void send(ProducerRecord<String, byte[]> record) {
        PRODUCER.send(record);
        PRODUCER.flush();
    }

    /** Records of a type that fit, once there are so many of them; fails where there are more. */
    <T extends SpecificRecord> List<T> awaitEvents(String topic, Class<T> type, Predicate<T> fits, int count) {
        var found = new ArrayList<T>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            found.clear();
            found.addAll(events(topic, type, fits));
            return found.size() >= count;
        });
        return found;
    }

    <T extends SpecificRecord> List<T> events(String topic, Class<T> type, Predicate<T> fits) {
        return records(topic).stream()
                .flatMap(it -> decoded(it.value(), type))
                .filter(fits)
                .toList();
    }

    /** Everything on the topic so far. */
    static synchronized List<ConsumerRecord<String, byte[]>> records(String topic) {
        var read = READ.computeIfAbsent(topic, _ -> new ArrayList<>());
        CONSUMERS
                .computeIfAbsent(topic, RunningIngest::consumer)
                .poll(Duration.ofMillis(100))
                .forEach(read::add);
        return List.copyOf(read);
    }

    private <T extends SpecificRecord> Stream<T> decoded(byte[] value, Class<T> type) {
        try {
            return Stream.of(wire.decode(value, type));
        } catch (UndecodableRecordException e) {
            return Stream.empty(); // a test sent it
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(String topic) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", PLATFORM.kafka(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
