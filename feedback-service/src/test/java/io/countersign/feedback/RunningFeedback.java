package io.countersign.feedback;

import static org.awaitility.Awaitility.await;

import io.countersign.event.DecisionTrace;
import io.countersign.event.TrainingLabel;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.postgres.Columns;
import io.countersign.testsupport.TestPlatform;
import io.countersign.topics.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
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
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service between Kafka, HTTP and PostgreSQL; one context for all tests that extend it, each with its own cases. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class RunningFeedback {

    static final TestPlatform PLATFORM = TestPlatform.shared();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> PROPERTIES = PLATFORM.properties(PLATFORM.database("feedback"));
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", PLATFORM.kafka()), new StringSerializer(), new ByteArraySerializer());
    private static final Map<String, KafkaConsumer<String, byte[]>> CONSUMERS = new HashMap<>();
    private static final Map<String, List<ConsumerRecord<String, byte[]>>> READ = new HashMap<>();

    @Autowired
    AvroWire wire;

    @Autowired
    DatabaseClient database;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void platform(DynamicPropertyRegistry registry) {
        PROPERTIES.forEach((name, value) -> registry.add(name, () -> value));
        registry.add("spring.kafka.consumer.properties.fetch.min.bytes", () -> "1");
        registry.add("countersign.outbox.pause", () -> "20ms");
        registry.add("countersign.outbox.poll", () -> "20ms");
    }

    static String fresh(String what) {
        return what + "-" + UUID.randomUUID();
    }

    /** Sends the events in this order, and waits until the service has taken them in. */
    void tell(List<Story.Told> events) {
        awaitTaken(events.stream().map(this::send).toList());
    }

    /** As {@link #tell}, without waiting for each before the next is sent. */
    void tellAtOnce(List<Story.Told> events) {
        var sending = events.stream()
                .map(event -> PRODUCER.send(
                        new ProducerRecord<>(event.topic(), event.key(), wire.encode(event.topic(), event.event()))))
                .toList();
        awaitTaken(sending.stream().map(RunningFeedback::sent).toList());
    }

    RecordMetadata send(Story.Told event) {
        return send(event.topic(), event.key(), wire.encode(event.topic(), event.event()));
    }

    static RecordMetadata send(String topic, String key, byte @Nullable [] value) {
        return sent(PRODUCER.send(new ProducerRecord<>(topic, key, value)));
    }

    private static RecordMetadata sent(Future<RecordMetadata> sending) {
        try {
            return sending.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitTaken(Collection<RecordMetadata> sent) {
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
            var next = nextOffsets();
            return sent.stream()
                    .allMatch(
                            at -> next.getOrDefault(new TopicPartition(at.topic(), at.partition()), 0L) > at.offset());
        });
    }

    private Map<TopicPartition, Long> nextOffsets() {
        return Objects.requireNonNull(database.sql("SELECT topic, partition, next_offset FROM inbox_offset")
                .map(row -> Map.entry(
                        new TopicPartition(Columns.at(row, 0, String.class), Columns.at(row, 1, Integer.class)),
                        Columns.at(row, 2, Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block());
    }

    /** The newest published trace of the case, once one fits. */
    DecisionTrace awaitTrace(String caseId, Predicate<DecisionTrace> fits) {
        return awaitNewest(Topics.DECISION_TRACE, DecisionTrace.class, caseId, fits);
    }

    /** The newest published label of the case, once one fits. */
    TrainingLabel awaitLabel(String caseId, Predicate<TrainingLabel> fits) {
        return awaitNewest(Topics.TRAINING_LABEL, TrainingLabel.class, caseId, fits);
    }

    private <T extends SpecificRecord> T awaitNewest(String topic, Class<T> type, String caseId, Predicate<T> fits) {
        return Objects.requireNonNull(await().atMost(PATIENCE)
                        .pollInterval(POLL)
                        .until(() -> published(topic, type, caseId), all -> !all.isEmpty() && fits.test(all.getLast())))
                .getLast();
    }

    <T extends SpecificRecord> List<T> awaitPublished(String topic, Class<T> type, String caseId, int atLeast) {
        return Objects.requireNonNull(await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> published(topic, type, caseId), all -> all.size() >= atLeast));
    }

    /** What is committed on the topic under the key, in its order. */
    <T extends SpecificRecord> List<T> published(String topic, Class<T> type, String key) {
        return records(topic).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> wire.decode(record.value(), type))
                .toList();
    }

    static synchronized List<ConsumerRecord<String, byte[]>> records(String topic) {
        var read = READ.computeIfAbsent(topic, _ -> new ArrayList<>());
        CONSUMERS.computeIfAbsent(topic, RunningFeedback::consumer).poll(POLL).forEach(read::add);
        return List.copyOf(read);
    }

    private static KafkaConsumer<String, byte[]> consumer(String topic) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", PLATFORM.kafka(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** An answer over HTTP. */
    record Answered(int status, JsonNode body) {

        /** The fields that a refusal names. */
        List<String> wrongFields() {
            return body.path("errors")
                    .valueStream()
                    .map(error -> error.path("field").asString())
                    .toList();
        }
    }

    Answered get(String path) {
        return call(HttpMethod.GET, path, PLATFORM.issuer().token("hana", "data"));
    }

    Answered call(HttpMethod method, String path, @Nullable String token) {
        var request = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(PATIENCE)
                .build()
                .method(method)
                .uri(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = request.exchange().expectBody(String.class).returnResult();
        var text = answer.getResponseBody();
        return new Answered(answer.getStatus().value(), text == null ? JSON.createObjectNode() : JSON.readTree(text));
    }
}
