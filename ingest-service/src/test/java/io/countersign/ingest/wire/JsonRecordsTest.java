package io.countersign.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.LabelProbability;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.Given;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.fault.Faults;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonRecordsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String LEAST = """
            {"caseId": "case-1", "occurredAt": "2026-11-21T09:00:00+01:00",
             "prediction": {"source": "shop", "modelId": "m", "modelVersion": "1", "label": "ok", "confidence": 1}}""";

    @Test
    void what_is_left_out_takes_the_default() {
        var faults = new Faults();

        var event = JsonRecords.read(JSON.readTree(LEAST), PredictionSubmitted.class, "", faults);

        assertThat(faults.all()).isEmpty();
        assertThat(event).isNotNull();
        assertThat(event.getCaseRevision()).isEqualTo(1);
        assertThat(event.getOccurredAt()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(event.getPrediction().getConfidence()).isEqualTo(1.0);
        assertThat(event.getPrediction().getItemKeys()).isEmpty();
        assertThat(event.getPrediction().getRisk()).isNull();
    }

    @Test
    void a_record_comes_back_from_its_own_json() {
        var event = Given.submission(
                        "case-1",
                        it -> it.setEmbedding(List.of(0.25f, -1f))
                                .setLabelProbabilities(List.of(new LabelProbability("hate", 0.9)))
                                .setContent(Given.content("a \"text\"\n"))
                                .setFeatures(Map.of("length", 12.5))
                                .setLatencyBudgetMillis(250L)
                                .setDeadline(Given.NOW))
                .setGroups(Map.of("age", "30-40"))
                .build();
        var faults = new Faults();

        var text = JSON.writeValueAsString(RecordsAsJson.tree(event));
        var back = JsonRecords.read(JSON.readTree(text), PredictionSubmitted.class, "", faults);

        assertThat(back).isEqualTo(event);
    }

    @Test
    void every_field_that_is_unknown_missing_or_of_a_wrong_type_is_named() {
        var wrong = """
                {"caseId": 7, "caseRevision": 1.5, "occurredAt": "yesterday", "colour": "red",
                 "prediction": {"source": null, "modelId": "m", "modelVersion": "1", "label": "ok", "confidence": "high",
                                "itemKeys": "url:1", "labelProbabilities": [{"label": "ok", "probability": 1, "x": 0}, 5],
                                "features": {"length": []}, "deadline": 12}}""";

        assertThat(faults(wrong))
                .containsExactlyInAnyOrder(
                        new Fault("caseId", "must be a text, was the number 7"),
                        new Fault("caseRevision", "must be a whole number, was the number 1.5"),
                        new Fault("occurredAt", "must be a time such as 2026-01-05T08:00:00Z"),
                        new Fault("colour", "is not a field that is known here"),
                        new Fault("prediction.source", "must be a text, was null"),
                        new Fault("prediction.confidence", "must be a number, was string"),
                        new Fault("prediction.itemKeys", "must be a list, was string"),
                        new Fault("prediction.labelProbabilities[0].x", "is not a field that is known here"),
                        new Fault("prediction.labelProbabilities[1]", "must be an object, was the number 5"),
                        new Fault("prediction.features.length", "must be a number, was array"),
                        new Fault(
                                "prediction.deadline",
                                "must be a time such as 2026-01-05T08:00:00Z, was the number 12"));
    }

    @Test
    void what_must_be_there_is_named_when_it_is_missing() {
        assertThat(faults("{\"prediction\": {}}"))
                .extracting(Fault::field)
                .containsExactly(
                        "caseId",
                        "occurredAt",
                        "prediction.source",
                        "prediction.modelId",
                        "prediction.modelVersion",
                        "prediction.label",
                        "prediction.confidence");
    }

    @Test
    void a_time_that_no_clock_can_tell_is_a_fault() {
        assertThat(faults(LEAST.replace("2026-11-21T09:00:00+01:00", "+999999999-01-01T00:00:00Z")))
                .extracting(Fault::field)
                .containsExactly("occurredAt");
    }

    @Test
    void a_number_that_no_double_can_hold_is_left_to_the_rules() {
        var event = JsonRecords.read(
                JSON.readTree(LEAST.replace("\"confidence\": 1", "\"confidence\": 1e400")),
                PredictionSubmitted.class,
                "",
                new Faults());

        assertThat(event).isNotNull();
        assertThat(event.getPrediction().getConfidence()).isInfinite();
    }

    @Test
    void what_is_no_object_is_no_record() {
        assertThat(faults("[]")).containsExactly(new Fault("", "must be an object, was array"));
    }

    private static List<Fault> faults(String text) {
        var faults = new Faults();
        assertThat(JsonRecords.read(JSON.readTree(text), PredictionSubmitted.class, "", faults))
                .isNull();
        return faults.all();
    }
}
