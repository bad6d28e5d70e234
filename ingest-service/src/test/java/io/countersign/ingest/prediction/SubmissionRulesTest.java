package io.countersign.ingest.prediction;

import static io.countersign.ingest.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.Evidence;
import io.countersign.event.HistoryEntry;
import io.countersign.event.LabelProbability;
import io.countersign.event.Opinion;
import io.countersign.event.PredictedField;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.Given;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.wire.Submissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionRulesTest {

    @Test
    void nothing_is_wrong_with_a_prediction_that_says_only_what_it_must() {
        assertThat(faults(Given.prediction("case-1"))).isEmpty();
    }

    @Test
    void nothing_is_wrong_with_a_prediction_that_says_everything() {
        var full = Given.submission("case-1", SubmissionRulesTest::everything)
                .setEventId("event-1")
                .setGroups(Map.of("age", "30-40"))
                .build();

        assertThat(faults(full)).isEmpty();
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        var wrong = Given.submission(
                        " ",
                        it -> it.setLabel("").setConfidence(1.5).setRisk(-0.1).setValue(Double.NaN))
                .setCaseRevision(0)
                .setGroups(Map.of("age", ""))
                .build();

        assertThat(faults(wrong))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "caseId",
                        "caseRevision",
                        "prediction.label",
                        "prediction.confidence",
                        "prediction.risk",
                        "prediction.value",
                        "groups.age");
    }

    @Test
    void a_fault_names_the_bounds_and_what_was_there() {
        assertThat(faults(Given.prediction("case-1", it -> it.setConfidence(1.5))))
                .containsExactly(new Fault("prediction.confidence", "must be between 0 and 1, was 1.5"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0001, 1.0001})
    void no_share_lies_outside_0_to_1(double share) {
        var wrong = Given.prediction(
                "case-1",
                it -> it.setConfidence(share)
                        .setEnsembleAgreement(share)
                        .setNovelty(share)
                        .setRisk(share)
                        .setComplexity(share)
                        .setUrgency(share));

        assertThat(faults(wrong)).hasSize(6);
    }

    static Stream<Arguments> wrongFields() {
        var at = NOW.minusSeconds(3600);
        return Stream.of(
                wrong("prediction.itemKeys[1]", it -> it.setItemKeys(List.of("a", "a"))),
                wrong("prediction.itemKeys[0]", it -> it.setItemKeys(List.of(""))),
                wrong("prediction.itemKeys", it -> it.setItemKeys(manyNames(101))),
                wrong("prediction.subjectId", it -> it.setSubjectId("")),
                wrong("prediction.source", it -> it.setSource("")),
                wrong("prediction.modelId", it -> it.setModelId("a\tb")),
                wrong("prediction.modelVersion", it -> it.setModelVersion("x".repeat(201))),
                wrong("prediction.proposedAction", it -> it.setProposedAction(" ")),
                wrong(
                        "prediction.labelProbabilities[1].label",
                        it -> it.setLabelProbabilities(
                                List.of(new LabelProbability("a", 0.5), new LabelProbability("a", 0.5)))),
                wrong(
                        "prediction.labelProbabilities[0].probability",
                        it -> it.setLabelProbabilities(List.of(new LabelProbability("a", -0.5)))),
                wrong(
                        "prediction.labelProbabilities",
                        it -> it.setLabelProbabilities(
                                List.of(new LabelProbability("a", 0.6), new LabelProbability("b", 0.6)))),
                wrong(
                        "prediction.fields[1].name",
                        it -> it.setFields(
                                List.of(new PredictedField("total", "1", 0.5), new PredictedField("total", "2", 0.5)))),
                wrong(
                        "prediction.fields[0].confidence",
                        it -> it.setFields(List.of(new PredictedField("total", "1", Double.NaN)))),
                wrong(
                        "prediction.fields[0].value",
                        it -> it.setFields(List.of(new PredictedField("total", "\0", null)))),
                wrong("prediction.opinions[0].name", it -> it.setOpinions(List.of(new Opinion("", "a", 0.5, null)))),
                wrong(
                        "prediction.opinions[1].name",
                        it -> it.setOpinions(
                                List.of(new Opinion("bert", "a", 0.5, null), new Opinion("bert", "b", 0.5, null)))),
                wrong(
                        "prediction.opinions[0].confidence",
                        it -> it.setOpinions(List.of(new Opinion("bert", "a", 2.0, null)))),
                wrong("prediction.embedding", it -> it.setEmbedding(List.of())),
                wrong("prediction.embedding[1]", it -> it.setEmbedding(List.of(0.5f, Float.NaN))),
                wrong("prediction.errorCost", it -> it.setErrorCost(-1.0)),
                wrong("prediction.value", it -> it.setValue(Double.POSITIVE_INFINITY)),
                wrong("prediction.requiredSkills[0]", it -> it.setRequiredSkills(List.of(""))),
                wrong("prediction.features.length", it -> it.setFeatures(Map.of("length", Double.NaN))),
                wrong("prediction.features", it -> it.setFeatures(Map.of("", 1.0))),
                wrong("prediction.slices.region", it -> it.setSlices(Map.of("region", ""))),
                wrong(
                        "prediction.evidence[0].kind",
                        it -> it.setEvidence(List.of(evidence().setKind("").build()))),
                wrong(
                        "prediction.evidence[0].weight",
                        it -> it.setEvidence(List.of(evidence().setWeight(1.1).build()))),
                wrong(
                        "prediction.evidence[0].start",
                        it -> it.setEvidence(List.of(evidence().setStart(-1).build()))),
                wrong(
                        "prediction.evidence[0].end",
                        it -> it.setEvidence(
                                List.of(evidence().setStart(5).setEnd(4).build()))),
                wrong("prediction.content", it -> it.setContentBuilder(io.countersign.event.Content.newBuilder())),
                wrong(
                        "prediction.content.mediaType",
                        it -> it.setContent(io.countersign.event.Content.newBuilder(Given.content("x"))
                                .setMediaType("text")
                                .build())),
                wrong(
                        "prediction.content.sha256",
                        it -> it.setContent(io.countersign.event.Content.newBuilder(Given.content("x"))
                                .setSha256("ABC")
                                .build())),
                wrong("prediction.content.text", it -> it.setContent(Given.content("a\0b"))),
                wrong("prediction.content.text", it -> it.setContent(Given.content("\ud800 alone"))),
                wrong(
                        "prediction.attempts[0].at",
                        it -> it.setAttempts(
                                List.of(new HistoryEntry(null, NOW.plus(Duration.ofDays(2)), null, null)))),
                wrong(
                        "prediction.subjectHistory[0].caseId",
                        it -> it.setSubjectHistory(List.of(new HistoryEntry("", at, null, null)))),
                wrong("prediction.latencyBudgetMillis", it -> it.setLatencyBudgetMillis(0L)),
                wrong("prediction.deadline", it -> it.setDeadline(NOW.minus(Duration.ofDays(1)))),
                wrong("prediction.deadline", it -> it.setDeadline(NOW.plus(Duration.ofDays(40_000)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFields")
    void a_wrong_field_is_named_by_its_path(String field, UnaryOperator<Prediction.Builder> change) {
        assertThat(faults(Given.prediction("case-1", change)))
                .extracting(Fault::field)
                .containsExactly(field);
    }

    @Test
    void the_key_of_the_record_is_the_case_id() {
        var event = Given.prediction("case-1");

        assertThat(SubmissionRules.faultsOf(Submissions.of(event, "case-2", 100), NOW))
                .containsExactly(new Fault("key", "the key of the record must equal caseId"));
        assertThat(SubmissionRules.faultsOf(Submissions.of(event, null, 100), NOW))
                .hasSize(1);
    }

    @Test
    void a_prediction_of_256_KiB_is_taken_and_one_byte_more_is_not() {
        var event = Given.prediction("case-1");

        assertThat(SubmissionRules.faultsOf(Submissions.of(event, "case-1", 256 * 1024), NOW))
                .isEmpty();
        assertThat(SubmissionRules.faultsOf(Submissions.of(event, "case-1", 256 * 1024 + 1), NOW))
                .extracting(Fault::field)
                .containsExactly("prediction");
    }

    @Test
    void a_clock_may_be_a_little_fast_but_not_days() {
        var fast = Given.submission("case-1", it -> it)
                .setOccurredAt(NOW.plus(Duration.ofHours(23)))
                .build();
        var wrong = Given.submission("case-1", it -> it)
                .setOccurredAt(NOW.plus(Duration.ofHours(25)))
                .build();

        assertThat(faults(fast)).isEmpty();
        assertThat(faults(wrong)).extracting(Fault::field).containsExactly("occurredAt");
    }

    @Test
    void rounded_probabilities_may_sum_to_a_little_over_1() {
        var rounded = Given.prediction(
                "case-1",
                it -> it.setLabelProbabilities(
                        List.of(new LabelProbability("a", 0.5002), new LabelProbability("b", 0.5))));

        assertThat(faults(rounded)).isEmpty();
    }

    @Test
    void what_is_wrong_throughout_is_named_a_hundred_times_and_then_counted() {
        var wrong = Given.prediction("case-1", it -> it.setEmbedding(Collections.nCopies(500, Float.NaN)));

        var faults = faults(wrong);

        assertThat(faults).hasSize(101);
        assertThat(faults.getLast().message()).isEqualTo("400 more fields are wrong");
    }

    private static List<Fault> faults(PredictionSubmitted event) {
        return SubmissionRules.faultsOf(Submissions.of(event, event.getCaseId(), 1_000), NOW);
    }

    private static Arguments wrong(String field, UnaryOperator<Prediction.Builder> change) {
        return Arguments.of(field, change);
    }

    private static Evidence.Builder evidence() {
        return Evidence.newBuilder().setKind("span");
    }

    private static List<String> manyNames(int count) {
        var names = new String[count];
        Arrays.setAll(names, i -> "key-" + i);
        return List.of(names);
    }

    private static Prediction.Builder everything(Prediction.Builder it) {
        var earlier = new HistoryEntry("case-0", NOW.minusSeconds(86_400), "ok", "seen before");
        return it.setItemKeys(List.of("url:1", "doi:2"))
                .setSubjectId("person-1")
                .setCandidate(true)
                .setProposedAction("remove")
                .setLabelProbabilities(List.of(new LabelProbability("hate", 0.9), new LabelProbability("ok", 0.1)))
                .setFields(List.of(new PredictedField("total", "12.50", 0.8)))
                .setOpinions(List.of(new Opinion("bert", "ok", 0.6, "2")))
                .setEnsembleAgreement(0.8)
                .setNovelty(0.0)
                .setEmbedding(List.of(0.1f, -0.2f))
                .setRisk(1.0)
                .setValue(12.5)
                .setErrorCost(0.0)
                .setComplexity(0.3)
                .setRequiredSkills(List.of("german"))
                .setUrgency(0.5)
                .setReviewWanted(true)
                .setReviewWantedReason("new customer")
                .setFeatures(Map.of("length", 12.0))
                .setSlices(Map.of("region", "eu"))
                .setUnitId("template-1")
                .setClusterKey("cluster-1")
                .setEvidence(
                        List.of(evidence().setStart(0).setEnd(4).setWeight(-0.5).build()))
                .setContent(Given.content("some text\nwith lines"))
                .setAttempts(List.of(earlier))
                .setSubjectHistory(List.of(earlier))
                .setLatencyBudgetMillis(250L)
                .setDeadline(NOW.plusSeconds(60));
    }
}
