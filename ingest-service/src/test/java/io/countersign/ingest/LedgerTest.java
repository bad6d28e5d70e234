package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.CaseReviewed;
import io.countersign.event.ExclusionChanged;
import io.countersign.event.ExclusionOrder;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.PredictionSubmitted;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class LedgerTest extends RunningIngest {

    @Test
    void what_is_excluded_is_turned_away_and_replayed_once_restored() {
        var key = fresh("url");
        var caseId = fresh("case");
        var ana = asPerson("ana", "reviewer");
        var dora = asPerson("dora", "lead");
        ana.post()
                .uri("/v1/exclusions")
                .bodyValue(Map.of("keys", List.of(key), "reason", "irrelevant", "notes", "seen often"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.changed[0].changedBy")
                .isEqualTo("ana");

        send(Topics.PREDICTION_SUBMITTED, caseId, given(caseId, key));

        var refused = refused(caseId);
        assertThat(refused).singleElement().satisfies(it -> {
            assertThat(it.getKind()).isEqualTo("excluded");
            assertThat(it.getExclusionKey()).isEqualTo(key);
        });
        http.post()
                .uri("/v1/exclusions/lookup")
                .bodyValue(Map.of("keys", List.of(key, fresh("url"))))
                .exchange()
                .expectBody()
                .jsonPath("$.excluded.length()")
                .isEqualTo(1);
        dora.post()
                .uri("/v1/exclusions/restore")
                .bodyValue(Map.of("keys", List.of(key), "reason", "mistake"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.refused")
                .isEqualTo(1);
        dora.post()
                .uri("/v1/refusals/replay")
                .bodyValue(Map.of("keys", List.of(key)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.replayed")
                .isEqualTo(1)
                .jsonPath("$.open")
                .isEqualTo(0);

        assertThat(awaitEvents(
                        Topics.PREDICTION_SCORED,
                        PredictionScored.class,
                        it -> it.getCaseId().equals(caseId),
                        1))
                .singleElement()
                .satisfies(it -> assertThat(it.getChannel()).isEqualTo("replay"));
        dora.get()
                .uri("/v1/refusals/{id}", refused.getFirst().getRefusalId())
                .exchange()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("replayed")
                .jsonPath("$.settledBy")
                .isEqualTo("dora");
        ana.get()
                .uri(it ->
                        it.path("/v1/exclusions/history").queryParam("key", key).build())
                .exchange()
                .expectBody()
                .jsonPath("$.entries.length()")
                .isEqualTo(2)
                .jsonPath("$.entries[0].changedBy")
                .isEqualTo("ana")
                .jsonPath("$.entries[1].changedBy")
                .isEqualTo("dora");
        assertThat(changed(key, 2)).extracting(ExclusionChanged::getState).containsExactly("excluded", "restored");
    }

    @Test
    void an_exclusion_ends_by_itself() {
        var key = fresh("url");
        asPerson("ana", "reviewer")
                .post()
                .uri("/v1/exclusions")
                .bodyValue(Map.of(
                        "keys",
                        List.of(key),
                        "reason",
                        "duplicate",
                        "expiresAt",
                        Instant.now().plusMillis(1500).toString()))
                .exchange()
                .expectStatus()
                .isOk();

        var changed = changed(key, 2);

        assertThat(changed.getLast().getChangedBy()).isEqualTo("expiry");
        assertThat(changed.getLast().getState()).isEqualTo("restored");
    }

    @Test
    void a_reviewer_excludes_straight_from_a_case() {
        var key = fresh("url");
        var caseId = fresh("case");

        send(Topics.CASE_REVIEWED, caseId, verdict(caseId, key));

        assertThat(changed(key, 1)).singleElement().satisfies(it -> {
            assertThat(it.getChangedBy()).isEqualTo("ben");
            assertThat(it.getReason()).isEqualTo("other");
            assertThat(it.getNotes()).contains("boring");
            assertThat(it.getCaseId()).isEqualTo(caseId);
        });
    }

    @Test
    void an_order_with_wrong_fields_is_refused_with_each_of_them() {
        asPerson("ana", "reviewer")
                .post()
                .uri("/v1/exclusions")
                .bodyValue(Map.of("keys", List.of(" "), "reason", "mood", "colour", 1))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("colour");
        asPerson("ana", "reviewer")
                .post()
                .uri("/v1/exclusions")
                .bodyValue(Map.of("keys", List.of(" "), "reason", "mood"))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(2);
    }

    @Test
    void a_mended_refusal_goes_on_and_keeps_its_groups() {
        var caseId = fresh("case");
        var wrong = PredictionSubmitted.newBuilder(Given.prediction(caseId, it -> it.setConfidence(7)))
                .setOccurredAt(NOW)
                .setGroups(Map.of("age", "30-40"))
                .build();
        send(Topics.PREDICTION_SUBMITTED, caseId, wrong);
        var id = refused(caseId).getFirst().getRefusalId();
        var dora = asPerson("dora", "lead");
        dora.get()
                .uri("/v1/refusals/{id}", id)
                .exchange()
                .expectBody()
                .jsonPath("$.submission.prediction.confidence")
                .isEqualTo(7.0)
                .jsonPath("$.submission.groups")
                .doesNotExist();

        dora.post()
                .uri("/v1/refusals/{id}/replay", id)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        var mended = io.countersign.ingest.wire.Mending.shown(PredictionSubmitted.newBuilder(wrong)
                .setPrediction(Given.prediction(caseId).getPrediction())
                .build());
        dora.post()
                .uri("/v1/refusals/{id}/replay", id)
                .bodyValue(Map.of("mended", mended))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("accepted");
        dora.post()
                .uri("/v1/refusals/{id}/replay", id)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT);

        assertThat(awaitEvents(
                        Topics.PREDICTION_SCORED,
                        PredictionScored.class,
                        it -> it.getCaseId().equals(caseId),
                        1))
                .hasSize(1);
        assertThat(awaitEvents(
                        Topics.PREDICTION_GROUPS,
                        io.countersign.event.PredictionGroups.class,
                        it -> it.getCaseId().equals(caseId),
                        1))
                .singleElement()
                .satisfies(it -> assertThat(it.getGroups()).containsEntry("age", "30-40"));
    }

    @Test
    void a_dead_letter_is_shown_mended_and_replayed_once() {
        var caseId = fresh("case");
        sendBytes(Topics.PREDICTION_SUBMITTED, caseId, new byte[] {1, 2, 3});
        var ida = asPerson("ida", "admin");
        var id = Awaitility.await().until(() -> deadLetter(ida, caseId), it -> !it.isEmpty());

        ida.get()
                .uri("/v1/dead-letters/{id}", id)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.topic")
                .isEqualTo(Topics.PREDICTION_SUBMITTED)
                .jsonPath("$.reason")
                .isNotEmpty()
                .jsonPath("$.bytes")
                .isEqualTo("AQID")
                .jsonPath("$.state")
                .isEqualTo("open");
        ida.post()
                .uri("/v1/dead-letters/{id}/replay", id)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
        ida.post()
                .uri("/v1/dead-letters/{id}/replay", id)
                .bodyValue(Map.of("mended", Map.of("caseId", 1)))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("mended.caseId");
        var mended = io.countersign.ingest.wire.RecordsAsJson.tree(given(caseId, "url"));
        ida.post()
                .uri("/v1/dead-letters/{id}/replay", id)
                .bodyValue(Map.of("mended", mended))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("sent");
        ida.post()
                .uri("/v1/dead-letters/{id}/replay", id)
                .bodyValue(Map.of("mended", mended))
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT);

        assertThat(awaitEvents(
                        Topics.PREDICTION_SCORED,
                        PredictionScored.class,
                        it -> it.getCaseId().equals(caseId),
                        1))
                .hasSize(1);
        ida.get()
                .uri("/v1/dead-letters/{id}", id)
                .exchange()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("replayed")
                .jsonPath("$.settledBy")
                .isEqualTo("ida");
    }

    private static String deadLetter(org.springframework.test.web.reactive.server.WebTestClient ida, String caseId) {
        var page = ida.get()
                .uri("/v1/dead-letters?limit=500")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(tools.jackson.databind.JsonNode.class)
                .returnResult()
                .getResponseBody();
        if (page != null) {
            for (var item : page.get("items")) {
                if (item.path("key").asString("").equals(caseId)) {
                    return item.get("deadLetterId").asString();
                }
            }
        }
        return "";
    }

    private List<PredictionRefused> refused(String caseId) {
        return awaitEvents(
                Topics.PREDICTION_REFUSED,
                PredictionRefused.class,
                it -> it.getCaseId().equals(caseId),
                1);
    }

    private List<ExclusionChanged> changed(String key, int count) {
        return awaitEvents(
                Topics.EXCLUSION_CHANGED,
                ExclusionChanged.class,
                it -> it.getExclusionKey().equals(key),
                count);
    }

    private static PredictionSubmitted given(String caseId, String key) {
        return Given.submission(caseId, it -> it.setItemKeys(List.of(key)))
                .setOccurredAt(NOW.truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                .build();
    }

    private static CaseReviewed verdict(String caseId, String key) {
        return CaseReviewed.newBuilder()
                .setEventId("event")
                .setCaseId(caseId)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setProducerSeq(1)
                .setTaskId("task")
                .setKind("verdict")
                .setPurpose("review")
                .setQueue("general")
                .setTier(1)
                .setSeat(1)
                .setToken(1)
                .setReviewer("ben")
                .setVerdict("override")
                .setLabel("ok")
                .setModelLabel("hate")
                .setBlind(true)
                .setExclude(ExclusionOrder.newBuilder()
                        .setKeys(List.of(key))
                        .setReason("boring")
                        .build())
                .build();
    }
}
