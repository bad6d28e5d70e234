package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.kit.avro.AvroWire;
import io.countersign.testsupport.TestPlatform;
import io.countersign.topics.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running service on Kafka and PostgreSQL, once for all tests that extend this; each uses cases of its own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class DeskTest {

    private static final TestPlatform PLATFORM = TestPlatform.shared();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", PLATFORM.kafka()), new StringSerializer(), new ByteArraySerializer());

    @LocalServerPort
    int port;

    @Autowired
    AvroWire wire;

    @Autowired
    DatabaseClient database;

    @DynamicPropertySource
    static void platform(DynamicPropertyRegistry registry) {
        PLATFORM.properties(PLATFORM.database("review")).forEach((name, value) -> registry.add(name, () -> value));
        // Batches of tests are small: to wait for larger ones is only time.
        registry.add("spring.kafka.consumer.properties.fetch.max.wait.ms", () -> "10");
    }

    @BeforeAll
    static void lookOften() {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    /** An answer over HTTP. */
    record Answered(int status, JsonNode body) {

        String problem() {
            return body.path("type").asString().replace("https://countersign.io/problems/", "");
        }
    }

    static String fresh(String what) {
        return what + "-" + UUID.randomUUID();
    }

    static TestPlatform platform() {
        return PLATFORM;
    }

    void send(String topic, String key, SpecificRecord event) {
        PRODUCER.send(new ProducerRecord<>(topic, key, wire.encode(topic, event)));
    }

    Answered call(HttpMethod method, String path, String token, @Nullable Object body) {
        var request = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .build()
                .method(method)
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON);
        if (body != null) {
            request.bodyValue(body instanceof String text ? text : JSON.writeValueAsString(body));
        }
        var answer = request.exchange().expectBody(String.class).returnResult();
        var text = answer.getResponseBody();
        return new Answered(answer.getStatus().value(), text == null ? JSON.createObjectNode() : JSON.readTree(text));
    }

    Answered post(String path, String reviewer, @Nullable Object body) {
        return call(HttpMethod.POST, path, reviewerToken(reviewer), body);
    }

    static String reviewerToken(String name) {
        return PLATFORM.issuer().token(name, "reviewer");
    }

    static String leadToken() {
        return PLATFORM.issuer().token("dora", "lead", "reviewer");
    }

    /** A queue that only this test uses, so that tests do not take each other's cases. */
    String queueOfItsOwn(String reviewer, String... more) {
        var queue = fresh("queue");
        var set = call(HttpMethod.PUT, "/v1/queues/" + queue, leadToken(), queue("until_judgment"));
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
        var queues = new ArrayList<>(Arrays.asList(more));
        queues.add(queue);
        grant(reviewer, queues, List.of());
        return queue;
    }

    static Map<String, Object> queue(String blind) {
        return Map.of("tier", 1, "blind", blind, "slaSeconds", 3600, "warnBeforeSeconds", 60, "escalatesTo", "expert");
    }

    void grant(String reviewer, List<String> queues, List<String> skills) {
        var answer = call(
                HttpMethod.PUT, "/v1/reviewers/" + reviewer, leadToken(), Map.of("skills", skills, "queues", queues));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    /** Claims until something comes. */
    JsonNode claim(String reviewer, String queue) {
        var answer = await().atMost(Duration.ofSeconds(30))
                .until(() -> post("/v1/claims", reviewer, Map.of("queues", List.of(queue))), a -> a.status() != 204);
        return Objects.requireNonNull(answer).body();
    }

    static String at(JsonNode claim, String step) {
        return "/v1/tasks/" + claim.path("taskId").asString() + "/" + step;
    }

    /** What every step of a claim's holder carries. */
    static Map<String, Object> seat(JsonNode claim, Object... more) {
        var body = new java.util.HashMap<String, Object>();
        body.put("seat", claim.path("seat").asInt());
        body.put("token", claim.path("token").asLong());
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    long count(String sql, String value) {
        var count = database.sql(sql)
                .bind(0, value)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block();
        return count == null ? -1 : count;
    }

    /** Committed events of one case on a topic, once there are so many. */
    <T extends SpecificRecord> List<T> events(String topic, String caseId, Class<T> type, int atLeast) {
        return events(topic, caseId, type, found -> found.size() >= atLeast);
    }

    <T extends SpecificRecord> List<T> events(String topic, String caseId, Class<T> type, Predicate<List<T>> enough) {
        return Objects.requireNonNull(
                await().atMost(Duration.ofSeconds(30)).until(() -> read(topic, caseId, type), enough));
    }

    private <T extends SpecificRecord> List<T> read(String topic, String caseId, Class<T> type) {
        assertThat(TopicCatalogue.find(topic)).isPresent();
        var properties = new Properties();
        properties.putAll(Map.of(
                "bootstrap.servers", PLATFORM.kafka(),
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"));
        var found = new ArrayList<T>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var polled : consumer.poll(Duration.ofMillis(200))) {
                    if (caseId.equals(polled.key())) {
                        found.add(wire.decode(polled.value(), type));
                    }
                }
            }
        }
        return found;
    }
}
