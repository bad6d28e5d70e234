package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.OutcomeArrived;
import io.countersign.event.PredictionScored;
import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.wire.JsonRecords;
import io.countersign.ingest.wire.Mending;
import io.countersign.ingest.wire.RecordsAsJson;
import io.countersign.kit.kafka.DeadLetters;
import io.countersign.kit.kafka.Replays;
import io.countersign.testsupport.RawHttp;
import io.countersign.topics.Topic;
import io.countersign.topics.TopicCatalogue;
import io.countersign.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What any service set aside, of any topic: listed, shown, mended, replayed once, and on its topic again. */
class DeadLettersOfEveryTopicTest extends RunningIngest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] GARBAGE = {1, 2, 3};

    static Stream<Topic> topics() {
        return TopicCatalogue.all().stream().filter(Topic::deadLettered);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void what_cannot_be_read_is_listed_shown_mended_and_sent_once(Topic topic) {
        var key = fresh("key");
        setAside(topic.name(), key, GARBAGE, "The bytes make no sense");
        var id = listed(topic.name(), key);
        var mended = sample(topic, key);

        var shown = call("GET", "/" + id, null);
        var asItWas = call("POST", "/" + id + "/replay", null);
        var first = call("POST", "/" + id + "/replay", Map.of("mended", RecordsAsJson.tree(mended)));
        var again = call("POST", "/" + id + "/replay", Map.of("mended", RecordsAsJson.tree(mended)));

        assertThat(shown.body().path("reason").asString()).isEqualTo("The bytes make no sense");
        assertThat(shown.body().path("consumer").asString()).isEqualTo("some-service-group");
        assertThat(shown.body().path("offset").asInt()).isEqualTo(42);
        assertThat(shown.body().path("bytes").asString())
                .isEqualTo(Base64.getEncoder().encodeToString(GARBAGE));
        assertThat(asItWas.status()).as("%s", asItWas.body()).isEqualTo(422);
        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        assertThat(again.status()).as("%s", again.body()).isEqualTo(409);
        assertThat(awaitEvents(topic.name(), Mending.typeOf(topic.schema()), mended::equals, 1))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void only_what_upstream_wrote_may_be_mended_into_another_case(Topic topic) {
        var key = fresh("key");
        setAside(topic.name(), key, GARBAGE, "The bytes make no sense");
        var id = listed(topic.name(), key);

        var sent = call(
                "POST", "/" + id + "/replay", Map.of("mended", RecordsAsJson.tree(sample(topic, fresh("another")))));

        if (topic.isWrittenUpstream()) {
            assertThat(sent.status()).as("%s", sent.body()).isEqualTo(200);
        } else {
            assertThat(sent.status()).as("%s", sent.body()).isEqualTo(422);
            assertThat(sent.body().toString()).contains("mended." + keyField(topic), "must stay " + key);
            assertThat(call("GET", "/" + id, null).body().path("state").asString())
                    .isEqualTo("open");
        }
    }

    @Test
    void a_scored_prediction_is_not_mended_into_another_revision() {
        var key = fresh("case");
        var scored = TopicCatalogue.find(Topics.PREDICTION_SCORED).orElseThrow();
        var record = sample(scored, key);
        setAside(scored.name(), key, wire.encode(scored.name(), record), "The policy did not like it");
        var id = listed(scored.name(), key);
        var other = new LinkedHashMap<>(RecordsAsJson.tree(record));
        other.put("caseRevision", 2);

        var sent = call("POST", "/" + id + "/replay", Map.of("mended", other));

        assertThat(sent.status()).as("%s", sent.body()).isEqualTo(422);
        assertThat(sent.body().toString()).contains("mended.caseRevision", "must stay 1, was 2");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void what_can_be_read_is_shown_as_json_and_sent_again_as_it_was(Topic topic) {
        var key = fresh("key");
        var record = sample(topic, key);
        setAside(topic.name(), key, wire.encode(topic.name(), record), "The database did not like it");
        var id = listed(topic.name(), key);

        var shown = call("GET", "/" + id, null);
        var sent = call("POST", "/" + id + "/replay", null);

        assertThat(shown.body().path("schema").asString())
                .isEqualTo(topic.schema().getFullName());
        assertThat(shown.body().path("record").path(keyField(topic)).asString()).isEqualTo(key);
        assertThat(shown.body().has("bytes") && !shown.body().path("bytes").isNull())
                .isFalse();
        assertThat(sent.status()).as("%s", sent.body()).isEqualTo(200);
        assertThat(awaitEvents(topic.name(), Mending.typeOf(topic.schema()), record::equals, 1))
                .hasSize(1);
    }

    @Test
    void a_record_of_another_topic_is_shown_by_the_schema_that_it_was_written_with() {
        var key = fresh("case");
        var outcome = Given.groundTruth(key, "ok").build();
        sendBytes(Topics.PREDICTION_SUBMITTED, key, wire.encode(Topics.OUTCOME_SUBMITTED, outcome));

        var shown = call("GET", "/" + listed(Topics.PREDICTION_SUBMITTED, key), null)
                .body();

        assertThat(shown.path("reason").asString()).contains("OutcomeSubmitted");
        assertThat(shown.path("schema").asString()).isEqualTo("io.countersign.event.OutcomeSubmitted");
        assertThat(shown.path("record").path("label").asString()).isEqualTo("ok");
    }

    @Test
    void what_was_cut_to_fit_says_so_and_is_only_sent_mended() {
        var key = fresh("case");
        var large = Given.prediction(key, it -> it.setContent(Given.content("x".repeat(950_000))));
        var bytes = wire.encode(Topics.PREDICTION_SUBMITTED, large);
        setAside(Topics.PREDICTION_SUBMITTED, key, bytes, "Too much");
        var id = listed(Topics.PREDICTION_SUBMITTED, key);

        var shown = call("GET", "/" + id, null).body();
        var asItWas = call("POST", "/" + id + "/replay", null);
        var mended = call("POST", "/" + id + "/replay", Map.of("mended", RecordsAsJson.tree(Given.full(key))));

        assertThat(shown.path("cutFromBytes").asInt()).isEqualTo(bytes.length);
        assertThat(Base64.getDecoder().decode(shown.path("bytes").asString())).hasSizeLessThan(bytes.length);
        assertThat(asItWas.status()).isEqualTo(422);
        assertThat(asItWas.body().toString()).contains("cut from " + bytes.length + " bytes", "partition 3, offset 42");
        assertThat(mended.status()).as("%s", mended.body()).isEqualTo(200);
    }

    @Test
    void what_has_a_cut_key_is_not_sent_under_another() {
        var key = fresh("case") + "x".repeat(9_000);
        var outcome = Given.groundTruth(fresh("case"), "ok").build();
        setAside(
                Topics.OUTCOME_SUBMITTED, key, wire.encode(Topics.OUTCOME_SUBMITTED, outcome), "Nobody has such a key");
        var id = listed(Topics.OUTCOME_SUBMITTED, key.substring(0, 8_000));

        var asItWas = call("POST", "/" + id + "/replay", null);

        assertThat(call("GET", "/" + id, null).body().path("keyCutFrom").asInt())
                .isEqualTo(key.length());
        assertThat(asItWas.status()).isEqualTo(422);
        assertThat(asItWas.body().toString()).contains("cut from " + key.length() + " characters");
    }

    @Test
    void a_replay_says_of_what_and_for_whom_it_is() {
        var key = fresh("case");
        setAside(Topics.DECISION_MADE, key, decision(key), "The database did not like it");
        var id = listed(Topics.DECISION_MADE, key);

        call("POST", "/" + id + "/replay", null);

        var replay = replayed(Topics.DECISION_MADE, key);
        assertThat(header(replay, Replays.OF)).isEqualTo(id);
        assertThat(header(replay, Replays.FOR)).isEqualTo("some-service-group");
    }

    @Test
    void a_replay_goes_on_with_the_trace_and_the_cloud_event_of_what_was_set_aside() {
        var key = fresh("case");
        var trace = "0af7651916cd43dd8448eb211c80319c";
        setAside(
                aside(Topics.DECISION_MADE, key, decision(key)),
                Map.of(
                        "traceparent", "00-" + trace + "-b7ad6b7169203331-01",
                        "ce_id", "its-own-id",
                        "ce_source", "/somebody/else",
                        "other", "is not carried over"));

        call("POST", "/" + listed(Topics.DECISION_MADE, key) + "/replay", null);

        var replay = replayed(Topics.DECISION_MADE, key);
        assertThat(header(replay, "traceparent")).startsWith("00-" + trace + "-");
        assertThat(header(replay, "ce_id")).isEqualTo("its-own-id");
        assertThat(header(replay, "ce_source")).isEqualTo("/somebody/else");
        assertThat(header(replay, "ce_subject")).isEqualTo(key);
        assertThat(header(replay, "other")).isNull();
    }

    @Test
    void a_mended_replay_is_in_the_trace_too_and_speaks_for_itself() {
        var key = fresh("case");
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        setAside(
                aside(Topics.PREDICTION_SUBMITTED, key, GARBAGE),
                Map.of(
                        "traceparent", "00-" + trace + "-b7ad6b7169203331-01",
                        "ce_source", "/somebody/else",
                        "ce_subject", "garbage"));

        call(
                "POST",
                "/" + listed(Topics.PREDICTION_SUBMITTED, key) + "/replay",
                Map.of("mended", RecordsAsJson.tree(Given.full(key))));

        var replay = replayed(Topics.PREDICTION_SUBMITTED, key);
        assertThat(header(replay, "traceparent")).startsWith("00-" + trace + "-");
        assertThat(header(replay, "ce_source")).isEqualTo("/somebody/else");
        assertThat(header(replay, "ce_subject")).isEqualTo(key);
    }

    @Test
    void what_was_replayed_for_another_consumer_does_nothing_here() {
        var key = fresh("case");
        setAside(Topics.OUTCOME_SUBMITTED, key, outcome(key), "Somebody else's trouble");
        var last = fresh("case");

        call("POST", "/" + listed(Topics.OUTCOME_SUBMITTED, key) + "/replay", null);

        var partition = replayed(Topics.OUTCOME_SUBMITTED, key).partition();
        sendTo(partition, Topics.OUTCOME_SUBMITTED, last, outcome(last));
        awaitEvents(
                Topics.OUTCOME_ARRIVED,
                OutcomeArrived.class,
                it -> it.getCaseId().equals(last),
                1);
        assertThat(events(
                        Topics.OUTCOME_ARRIVED,
                        OutcomeArrived.class,
                        it -> it.getCaseId().equals(key)))
                .isEmpty();
    }

    @Test
    void a_poisonous_prediction_and_outcome_are_taken_in_once_mended() {
        var key = fresh("case");
        sendBytes(Topics.PREDICTION_SUBMITTED, key, GARBAGE);
        sendBytes(Topics.OUTCOME_SUBMITTED, key, GARBAGE);
        var prediction = listed(Topics.PREDICTION_SUBMITTED, key);
        var outcome = listed(Topics.OUTCOME_SUBMITTED, key);
        var right = Map.of(
                prediction, RecordsAsJson.tree(Given.full(key)),
                outcome, RecordsAsJson.tree(Given.groundTruth(key, "ok").build()));

        right.forEach((id, mended) -> assertThat(call("POST", "/" + id + "/replay", Map.of("mended", mended))
                        .status())
                .isEqualTo(200));

        awaitEvents(
                Topics.PREDICTION_SCORED,
                PredictionScored.class,
                it -> it.getCaseId().equals(key),
                1);
        awaitEvents(
                Topics.OUTCOME_ARRIVED,
                OutcomeArrived.class,
                it -> it.getCaseId().equals(key),
                1);
        right.keySet()
                .forEach(id -> assertThat(
                                call("GET", "/" + id, null).body().path("state").asString())
                        .isEqualTo("replayed"));
    }

    private byte[] outcome(String key) {
        return wire.encode(
                Topics.OUTCOME_SUBMITTED, Given.groundTruth(key, "ok").build());
    }

    private byte[] decision(String key) {
        return wire.encode(
                Topics.DECISION_MADE,
                sample(TopicCatalogue.find(Topics.DECISION_MADE).orElseThrow(), key));
    }

    private static ConsumerRecord<String, byte[]> replayed(String topic, String key) {
        return await().until(
                        () -> records(topic).stream()
                                .filter(it -> key.equals(it.key()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void setAside(String topic, String key, byte[] value, String reason) {
        send(DeadLetters.toSend(aside(topic, key, value), "some-service-group", reason));
    }

    private static void setAside(ConsumerRecord<String, byte[]> record, Map<String, String> headers) {
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        send(DeadLetters.toSend(record, "some-service-group", "Why not"));
    }

    private static ConsumerRecord<String, byte[]> aside(String topic, String key, byte[] value) {
        return new ConsumerRecord<>(topic, 3, 42, key, value);
    }

    private String listed(String topic, String key) {
        return await().until(
                        () -> call("GET", "?limit=500&state=open&topic=" + topic, null)
                                .body()
                                .path("items")
                                .valueStream()
                                .filter(it -> it.path("key").asString("").equals(key))
                                .map(it -> it.path("deadLetterId").asString())
                                .findFirst()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private RawHttp.Answer call(String method, String path, @Nullable Map<String, ?> body) {
        var token = PLATFORM.issuer().token("ida", "admin");
        var bytes = body == null ? new byte[0] : JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        return new RawHttp("http://127.0.0.1:" + port + "/v1/dead-letters", token).send(method, path, bytes, Map.of());
    }

    private static String keyField(Topic topic) {
        return topic.keyedBy();
    }

    /** A record of the topic with something in every field that has no default. */
    private static SpecificRecord sample(Topic topic, String key) {
        var tree = new LinkedHashMap<String, Object>(sample(topic.schema()));
        tree.put(keyField(topic), key);
        var faults = new Faults();
        JsonNode json = JSON.valueToTree(tree);
        var record = JsonRecords.read(json, Mending.typeOf(topic.schema()), "", faults);
        return Objects.requireNonNull(record, () -> faults.all().toString());
    }

    private static Map<String, Object> sample(Schema record) {
        var tree = new LinkedHashMap<String, Object>();
        record.getFields().stream()
                .filter(field -> !field.hasDefaultValue())
                .forEach(field -> tree.put(field.name(), value(field.schema())));
        return tree;
    }

    private static Object value(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "text";
            case INT -> 1;
            case LONG -> schema.getLogicalType() == null ? 1L : "2026-11-21T08:00:00Z";
            case FLOAT, DOUBLE -> 0.5;
            case BOOLEAN -> true;
            case ARRAY -> List.of();
            case MAP -> Map.of();
            case RECORD -> sample(schema);
            case UNION -> value(schema.getTypes().getLast());
            default -> throw new IllegalArgumentException("No sample of " + schema);
        };
    }
}
