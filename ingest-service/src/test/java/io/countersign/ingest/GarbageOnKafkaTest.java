package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.LabelProbability;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictionScored;
import io.countersign.event.PredictionSubmitted;
import io.countersign.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Whatever stands on a submitted topic: refused or set aside, once, and what stands behind it goes on. */
class GarbageOnKafkaTest extends RunningIngest {

    private static final int PARTITION = 5;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MeterRegistry meters;

    @Test
    void a_prediction_that_is_wrong_is_refused_with_the_field_and_what_stands_behind_it_goes_on() {
        var wrong = wrongPredictions();
        var fieldByCase = new HashMap<String, String>();
        wrong.forEach((field, events) -> events.forEach(event -> {
            fieldByCase.put(event.getCaseId(), field);
            sendTo(PARTITION, Topics.PREDICTION_SUBMITTED, event.getCaseId(), bytes(event));
        }));

        theOneBehindGoesOn();

        var refused = refusals();
        fieldByCase.forEach((caseId, field) ->
                assertThat(refused.get(held(caseId))).as(field).isNotNull().contains("\"" + field + "\""));
    }

    @Test
    void an_outcome_that_is_wrong_is_refused_with_the_field_and_what_stands_behind_it_goes_on() {
        var fieldByCase = new HashMap<String, String>();
        wrongOutcomes().forEach((field, event) -> {
            fieldByCase.put(event.getCaseId(), field);
            sendTo(
                    PARTITION,
                    Topics.OUTCOME_SUBMITTED,
                    event.getCaseId(),
                    wire.encode(Topics.OUTCOME_SUBMITTED, event));
        });

        theOutcomeBehindGoesOn();

        var refused = refusals();
        fieldByCase.forEach((caseId, field) ->
                assertThat(refused.get(held(caseId))).as(field).isNotNull().contains("\"" + field + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {Topics.PREDICTION_SUBMITTED, Topics.OUTCOME_SUBMITTED})
    void bytes_that_are_no_record_of_their_topic_are_dead_letters_with_a_reason(String topic) {
        var keys = new ArrayList<String>();
        for (var bytes : noRecords(topic)) {
            keys.add(fresh("garbage"));
            sendTo(PARTITION, topic, keys.getLast(), bytes);
        }

        theOneBehindGoesOn();
        theOutcomeBehindGoesOn();

        await().untilAsserted(() -> assertThat(deadLetters().keySet()).containsAll(keys));
        assertThat(deadLetters())
                .extractingByKeys(keys.toArray(String[]::new))
                .noneMatch(reason -> reason.isBlank() || reason.startsWith("Processing failed"));
        assertThat(refusals().keySet()).doesNotContainAnyElementsOf(keys);
    }

    @Test
    void of_records_with_random_bytes_changed_each_has_one_end_and_none_stops_another() {
        var random = new Random(20_261_121);
        var before = ends();
        int sent = 300;
        for (int i = 0; i < sent; i++) {
            var caseId = fresh("changed");
            var bytes = bytes(Given.full(caseId));
            for (int change = 0; change <= random.nextInt(4); change++) {
                bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(256);
            }
            sendTo(PARTITION, Topics.PREDICTION_SUBMITTED, caseId, bytes);
        }

        theOneBehindGoesOn();

        assertThat(ends() - before).isEqualTo(sent + 1);
        assertThat(deadLetters().entrySet())
                .filteredOn(letter -> letter.getKey().startsWith("changed-"))
                .noneMatch(letter -> letter.getValue().startsWith("Processing failed"));
    }

    private Map<String, List<PredictionSubmitted>> wrongPredictions() {
        var wrong = new HashMap<String, List<PredictionSubmitted>>();
        for (double confidence :
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.1, 1.1}) {
            wrong.computeIfAbsent("prediction.confidence", _ -> new ArrayList<>())
                    .add(Given.prediction(fresh("case"), it -> it.setConfidence(confidence)));
        }
        wrong.put(
                "prediction.labelProbabilities",
                List.of(Given.prediction(
                        fresh("case"),
                        it -> it.setLabelProbabilities(
                                List.of(new LabelProbability("a", 0.8), new LabelProbability("b", 0.8))))));
        wrong.put(
                "prediction.labelProbabilities[0].probability",
                List.of(
                        Given.prediction(
                                fresh("case"),
                                it -> it.setLabelProbabilities(List.of(new LabelProbability("a", Double.NaN)))),
                        Given.prediction(
                                fresh("case"),
                                it -> it.setLabelProbabilities(List.of(new LabelProbability("a", -1.0))))));
        wrong.put("prediction.labelProbabilities[1].label", List.of(Given.prediction(fresh("case"), it -> {
            var label = "\0".repeat(5_000);
            return it.setLabelProbabilities(
                    List.of(new LabelProbability(label, 0.1), new LabelProbability(label, 0.1)));
        })));
        wrong.put("prediction.source", List.of(Given.prediction(fresh("case"), it -> it.setSource(" "))));
        wrong.put(
                "prediction.itemKeys[0]",
                List.of(
                        Given.prediction(fresh("case"), it -> it.setItemKeys(List.of(""))),
                        Given.prediction(fresh("case"), it -> it.setItemKeys(List.of("k".repeat(501))))));
        wrong.put(
                "prediction.embedding[0]",
                List.of(Given.prediction(fresh("case"), it -> it.setEmbedding(List.of(Float.NaN)))));
        wrong.put(
                "prediction.features", List.of(Given.prediction(fresh("case"), it -> it.setFeatures(Map.of("", 1.0)))));
        wrong.put(
                "prediction",
                List.of(
                        Given.prediction(fresh("case"), it -> it.setContent(Given.content("x".repeat(300_000)))),
                        Given.prediction(fresh("case"), it -> it.setContent(Given.content("x".repeat(950_000))))));
        wrong.put("caseId", List.of(Given.prediction(""), Given.prediction(fresh("long") + "x".repeat(10_000))));
        wrong.put("caseRevision", List.of(changed(it -> it.setCaseRevision(0)), changed(it -> it.setCaseRevision(-1))));
        wrong.put(
                "occurredAt",
                List.of(
                        changed(it -> it.setOccurredAt(Instant.ofEpochMilli(Long.MIN_VALUE))),
                        changed(it -> it.setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE)))));
        wrong.put("groups", List.of(changed(it -> it.setGroups(Map.of("", "a")))));
        return wrong;
    }

    private static Map<String, OutcomeSubmitted> wrongOutcomes() {
        return Map.of(
                "kind", outcome("kind").setKind("praise").build(),
                "label", outcome("label").setLabel("").build(),
                "source", outcome("source").setSource("s".repeat(201)).build(),
                "note", outcome("note").setNote("n".repeat(20_001)).build(),
                "outcomeId", outcome("id").setOutcomeId("o".repeat(5_000)).build(),
                "caseRevision", outcome("revision").setCaseRevision(0).build(),
                "caseId",
                        outcome("long")
                                .setCaseId(fresh("long") + "x".repeat(10_000))
                                .build(),
                "occurredAt",
                        outcome("time")
                                .setOccurredAt(Instant.ofEpochMilli(Long.MAX_VALUE))
                                .build());
    }

    private List<byte[]> noRecords(String topic) {
        var whole = topic.equals(Topics.PREDICTION_SUBMITTED)
                ? bytes(Given.full(fresh("case")))
                : wire.encode(topic, outcome("case").build());
        var ofAnother = topic.equals(Topics.PREDICTION_SUBMITTED)
                ? wire.encode(Topics.OUTCOME_SUBMITTED, outcome("case").build())
                : bytes(Given.full(fresh("case")));
        var random = new Random(topic.hashCode());
        var all = new ArrayList<byte[]>(List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {0, 0, 0, 0, 0},
                "{\"caseId\": \"json\"}".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length + 1),
                ofAnother,
                under(0, whole),
                under(-1, whole),
                under(Integer.MAX_VALUE, whole),
                under(PLATFORM.registry().registerForeign("PROTOBUF", "syntax = \"proto3\";"), whole),
                random(random, 1_000_000)));
        for (int i = 0; i < 20; i++) {
            all.add(random(random, random.nextInt(500)));
            all.add(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
        return all;
    }

    private static byte[] under(int schemaId, byte[] whole) {
        return ByteBuffer.wrap(whole.clone()).putInt(1, schemaId).array();
    }

    private static byte[] random(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static PredictionSubmitted changed(UnaryOperator<PredictionSubmitted.Builder> change) {
        return change.apply(Given.submission(fresh("case"), it -> it)).build();
    }

    private static OutcomeSubmitted.Builder outcome(String prefix) {
        return Given.groundTruth(fresh(prefix), "ok").setOccurredAt(NOW.minusSeconds(30));
    }

    private void theOneBehindGoesOn() {
        var caseId = fresh("behind");
        sendTo(PARTITION, Topics.PREDICTION_SUBMITTED, caseId, bytes(Given.prediction(caseId)));
        awaitEvents(
                Topics.PREDICTION_SCORED,
                PredictionScored.class,
                it -> it.getCaseId().equals(caseId),
                1);
    }

    private void theOutcomeBehindGoesOn() {
        var event = outcome("behind").build();
        sendTo(PARTITION, Topics.OUTCOME_SUBMITTED, event.getCaseId(), wire.encode(Topics.OUTCOME_SUBMITTED, event));
        awaitEvents(
                Topics.OUTCOME_ARRIVED,
                OutcomeArrived.class,
                it -> it.getCaseId().equals(event.getCaseId()),
                1);
    }

    private byte[] bytes(SpecificRecord prediction) {
        return wire.encode(Topics.PREDICTION_SUBMITTED, prediction);
    }

    /** How many records from Kafka were taken in, known already, refused or set aside. */
    private double ends() {
        return Stream.of(
                        meters.find("countersign.ingest.predictions").tag("channel", "kafka"),
                        meters.find("countersign.inbox.dead.letters"))
                .flatMap(search -> search.counters().stream())
                .mapToDouble(Counter::count)
                .sum();
    }

    private static String held(String caseId) {
        return caseId.length() > 200 ? caseId.substring(0, 200) : caseId;
    }

    /** Faults by case. */
    private Map<String, String> refusals() {
        return pairs("SELECT case_id, faults::text FROM refusal ORDER BY refusal_id");
    }

    /** Reasons by key. */
    private Map<String, String> deadLetters() {
        return pairs("SELECT coalesce(record_key, ''), reason FROM dead_letter");
    }

    private Map<String, String> pairs(String sql) {
        var pairs = new HashMap<String, String>();
        database.sql(sql)
                .map(row ->
                        Map.entry(String.valueOf(row.get(0, String.class)), String.valueOf(row.get(1, String.class))))
                .all()
                .toIterable()
                .forEach(pair -> pairs.put(pair.getKey(), pair.getValue()));
        return pairs;
    }
}
