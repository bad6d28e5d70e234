package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.DecisionMade;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.PredictionGroups;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.wire.RecordsAsJson;
import io.countersign.topics.Topics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class TakingInTest extends RunningIngest {

    @Test
    void a_prediction_on_kafka_is_scored_once_with_its_groups_apart() {
        var caseId = fresh("case");
        var event = given(caseId, 1, 0.9);
        var withGroups = PredictionSubmitted.newBuilder(event)
                .setGroups(Map.of("age", "30-40"))
                .build();

        send(Topics.PREDICTION_SUBMITTED, caseId, withGroups);
        send(Topics.PREDICTION_SUBMITTED, caseId, withGroups);
        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 2, 0.8));

        var scored = scored(caseId, 2);
        assertThat(scored).extracting(PredictionScored::getCaseRevision).containsExactly(1, 2);
        assertThat(scored).extracting(PredictionScored::getProducerSeq).containsExactly(1L, 3L);
        assertThat(scored.getFirst().getPrediction()).isEqualTo(event.getPrediction());
        assertThat(scored.getFirst().getContentHash()).matches("[0-9a-f]{64}");
        assertThat(awaitEvents(
                        Topics.PREDICTION_GROUPS,
                        PredictionGroups.class,
                        it -> it.getCaseId().equals(caseId),
                        1))
                .singleElement()
                .satisfies(it -> assertThat(it.getGroups()).containsEntry("age", "30-40"));
    }

    @Test
    void what_is_wrong_on_kafka_is_refused_once_with_every_field_and_blocks_nothing() {
        var caseId = fresh("case");
        var wrong = PredictionSubmitted.newBuilder(given(caseId, 0, 7.0)).build();

        send(Topics.PREDICTION_SUBMITTED, caseId, wrong);
        send(Topics.PREDICTION_SUBMITTED, caseId, wrong);
        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 1, 0.7));

        assertThat(scored(caseId, 1)).hasSize(1);
        assertThat(refused(caseId, 1)).singleElement().satisfies(it -> {
            assertThat(it.getKind()).isEqualTo("invalid");
            assertThat(it.getFaults())
                    .extracting(fault -> fault.getField())
                    .containsExactlyInAnyOrder("caseRevision", "prediction.confidence");
        });
    }

    @Test
    void other_content_under_the_same_revision_and_a_lower_revision_are_conflicts() {
        var caseId = fresh("case");

        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 2, 0.9));
        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 2, 0.8));
        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 1, 0.8));

        assertThat(refused(caseId, 2)).extracting(PredictionRefused::getKind).containsOnly("conflict");
        assertThat(scored(caseId, 1)).hasSize(1);
    }

    @Test
    void a_prediction_over_http_goes_through_the_same_door() {
        var caseId = fresh("case/with?odd; %characters");
        var body = RecordsAsJson.tree(given(caseId, 1, 0.9));

        http.post()
                .uri("/v1/predictions")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .exists("Location")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("accepted");
        http.post()
                .uri("/v1/predictions")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("repeated");
        http.post()
                .uri("/v1/predictions")
                .bodyValue(RecordsAsJson.tree(given(caseId, 1, 0.5)))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("caseRevision");

        assertThat(scored(caseId, 1)).hasSize(1);
        http.get()
                .uri("/v1/predictions?caseId={id}", caseId)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.revisions[0].status")
                .isEqualTo("scored")
                .jsonPath("$.revisions[0].prediction.channel")
                .isEqualTo("http")
                .jsonPath("$.revisions[0].refusals[0].kind")
                .isEqualTo("conflict");
    }

    @Test
    void an_invalid_prediction_over_http_is_told_every_wrong_field_and_kept_as_a_refusal() {
        var caseId = fresh("case");
        var body = RecordsAsJson.tree(given(caseId, 0, 7.0));

        http.post()
                .uri("/v1/predictions")
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://countersign.io/problems/invalid-request")
                .jsonPath("$.errors.length()")
                .isEqualTo(2);

        assertThat(refused(caseId, 1)).hasSize(1);
    }

    @Test
    void an_idempotency_key_gives_the_first_answer_again_and_refuses_another_body() {
        var caseId = fresh("case");
        var key = fresh("key");

        for (int i = 0; i < 2; i++) {
            http.post()
                    .uri("/v1/predictions")
                    .header("Idempotency-Key", key)
                    .bodyValue(RecordsAsJson.tree(given(caseId, 1, 0.9)))
                    .exchange()
                    .expectStatus()
                    .isAccepted()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("accepted");
        }
        http.post()
                .uri("/v1/predictions")
                .header("Idempotency-Key", key)
                .bodyValue(RecordsAsJson.tree(given(caseId, 2, 0.9)))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);

        assertThat(scored(caseId, 1)).hasSize(1);
    }

    @Test
    void a_batch_answers_for_each_item() {
        var good = fresh("case");
        var wrong = fresh("case");
        var items = List.of(
                RecordsAsJson.tree(given(good, 1, 0.9)),
                RecordsAsJson.tree(given(good, 1, 0.9)),
                RecordsAsJson.tree(given(wrong, 1, -1)),
                Map.of("caseId", 7));

        http.post()
                .uri("/v1/predictions/batch")
                .bodyValue(Map.of("predictions", items))
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(1)
                .jsonPath("$.repeated")
                .isEqualTo(1)
                .jsonPath("$.refused")
                .isEqualTo(2)
                .jsonPath("$.items[2].kind")
                .isEqualTo("invalid")
                .jsonPath("$.items[2].errors[0].field")
                .isEqualTo("prediction.confidence")
                .jsonPath("$.items[3].errors[0].field")
                .isEqualTo("caseId");
    }

    @Test
    void outcomes_may_come_before_their_case_twice_and_out_of_order() {
        var caseId = fresh("case");
        var later = Given.groundTruth(caseId, "ok").setOccurredAt(NOW).build();
        var earlier = Given.groundTruth(caseId, "hate")
                .setOccurredAt(NOW.minusSeconds(60))
                .build();
        var appeal = Given.groundTruth(caseId, "x")
                .setLabel(null)
                .setKind("appeal")
                .setOutcomeId("appeal-1")
                .build();

        send(Topics.OUTCOME_SUBMITTED, caseId, later);
        send(Topics.OUTCOME_SUBMITTED, caseId, earlier);
        send(Topics.OUTCOME_SUBMITTED, caseId, later);
        http.post()
                .uri("/v1/outcomes")
                .bodyValue(RecordsAsJson.tree(appeal))
                .exchange()
                .expectStatus()
                .isAccepted();
        http.post()
                .uri("/v1/outcomes")
                .bodyValue(RecordsAsJson.tree(appeal))
                .exchange()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("repeated");

        var arrived = awaitEvents(
                Topics.OUTCOME_ARRIVED,
                OutcomeArrived.class,
                it -> it.getCaseId().equals(caseId),
                3);
        assertThat(arrived).hasSize(3);
        assertThat(arrived).extracting(OutcomeArrived::getCaseRevision).containsOnly(1);
        assertThat(arrived).extracting(OutcomeArrived::getProducerSeq).containsExactly(1L, 2L, 3L);
    }

    @Test
    void the_status_of_an_outcome_tells_of_it_before_and_after_its_case_is_known() {
        var caseId = fresh("case");
        var appeal = Given.groundTruth(caseId, "x")
                .setLabel(null)
                .setKind("appeal")
                .setOutcomeId("appeal-1")
                .build();
        var status = http.post()
                .uri("/v1/outcomes")
                .bodyValue(RecordsAsJson.tree(appeal))
                .exchange()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation();

        http.get()
                .uri(String.valueOf(status))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.revisions.length()")
                .isEqualTo(0)
                .jsonPath("$.outcomes[0].outcomeId")
                .isEqualTo("appeal-1")
                .jsonPath("$.outcomes[0].kind")
                .isEqualTo("appeal")
                .jsonPath("$.outcomes[0].receivedAt")
                .exists()
                .jsonPath("$.outcomes[0].status")
                .isEqualTo("waiting");

        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 1, 0.9));
        scored(caseId, 1);
        http.get()
                .uri(String.valueOf(status))
                .exchange()
                .expectBody()
                .jsonPath("$.outcomes.length()")
                .isEqualTo(1)
                .jsonPath("$.outcomes[0].status")
                .isEqualTo("arrived");
    }

    @Test
    void ground_truth_without_a_label_is_refused() {
        var caseId = fresh("case");

        send(
                Topics.OUTCOME_SUBMITTED,
                caseId,
                Given.groundTruth(caseId, "x").setLabel(null).build());

        assertThat(refused(caseId, 1)).singleElement().satisfies(it -> {
            assertThat(it.getSubject()).isEqualTo("outcome");
            assertThat(it.getFaults().getFirst().getField()).isEqualTo("label");
        });
    }

    @Test
    void a_persons_final_decision_stands_for_the_same_content() {
        var caseId = fresh("case");
        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 1, 0.9));
        var hash = scored(caseId, 1).getFirst().getContentHash();
        send(Topics.DECISION_MADE, caseId, decision(caseId, hash));
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> http.get()
                        .uri("/v1/predictions/{id}", caseId)
                        .exchange()
                        .expectBody()
                        .jsonPath("$.revisions[0].decision.decidedBy")
                        .isEqualTo("person")
                        .jsonPath("$.revisions[0].status")
                        .isEqualTo("decided"));

        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 2, 0.9));
        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 3, 0.8));

        var scored = scored(caseId, 3);
        assertThat(scored.get(1).getStandingDecision()).isNotNull().satisfies(it -> {
            assertThat(it.getLabel()).isEqualTo("ok");
            assertThat(it.getDecisionRevision()).isEqualTo(2);
        });
        assertThat(scored.get(2).getStandingDecision()).isNull();
    }

    @Test
    void a_text_that_no_database_can_hold_is_refused_and_blocks_nothing() {
        var caseId = fresh("case") + "\0";

        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, 1, 0.9));

        assertThat(refused(caseId.replace('\0', '\uFFFD'), 1))
                .singleElement()
                .satisfies(
                        it -> assertThat(it.getFaults().getFirst().getField()).isEqualTo("caseId"));
    }

    @Test
    void garbage_under_a_key_that_no_database_can_hold_blocks_nothing() {
        var caseId = fresh("case");

        sendTo(0, Topics.PREDICTION_SUBMITTED, "\0", new byte[] {9});
        sendTo(0, Topics.PREDICTION_SUBMITTED, null, new byte[] {9});
        sendTo(0, Topics.PREDICTION_SUBMITTED, caseId, wire.encode(Topics.PREDICTION_SUBMITTED, given(caseId, 1, 0.9)));

        assertThat(scored(caseId, 1)).hasSize(1);
    }

    private List<PredictionScored> scored(String caseId, int count) {
        return awaitEvents(
                Topics.PREDICTION_SCORED,
                PredictionScored.class,
                it -> it.getCaseId().equals(caseId),
                count);
    }

    private List<PredictionRefused> refused(String caseId, int count) {
        return awaitEvents(
                Topics.PREDICTION_REFUSED,
                PredictionRefused.class,
                it -> it.getCaseId().equals(caseId),
                count);
    }

    private static PredictionSubmitted given(String caseId, int revision, double confidence) {
        return Given.submission(caseId, it -> it.setConfidence(confidence))
                .setCaseRevision(revision)
                .setOccurredAt(NOW.minusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .build();
    }

    private static DecisionMade decision(String caseId, String hash) {
        return DecisionMade.newBuilder()
                .setEventId("event")
                .setCaseId(caseId)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setDecisionRevision(2)
                .setLabel("ok")
                .setAction("keep")
                .setStatus("final")
                .setDecidedBy("person")
                .setExplanation("seen by a person")
                .setContentHash(hash)
                .setPolicyName("default")
                .setPolicyVersion(1)
                .build();
    }
}
