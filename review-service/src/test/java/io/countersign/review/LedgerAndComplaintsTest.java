package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.ExclusionChanged;
import io.countersign.event.ReviewActivity;
import io.countersign.event.ReviewRequested;
import io.countersign.kit.ids.Ids;
import io.countersign.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from outside of the desk: exclusions, complaints and appeals. */
class LedgerAndComplaintsTest extends DeskTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String WAITING = "SELECT count(*) FROM review_task WHERE case_id = $1 AND state = 'waiting'";
    private static final String WITHDRAWN =
            "SELECT count(*) FROM review_case WHERE case_id = $1 AND action = 'withdraw'";

    @Test
    void excludingAKeyClosesItsOpenTasksAndTakesBackItsDecidedCases() {
        var queue = queueOfItsOwn("ana");
        var open = fresh("case");
        var decided = fresh("case");
        var key = "key-" + open;
        send(
                Topics.CASE_ROUTED,
                open,
                RoutedEvents.routed(open, 1, "review", "hold").setQueue(queue).build());
        send(
                Topics.CASE_ROUTED,
                decided,
                RoutedEvents.routed(decided, 1, "automatic", "remove")
                        .setPrediction(RoutedEvents.prediction(key))
                        .build());
        await().until(() -> count("SELECT count(*) FROM review_case_key WHERE item_key = $1", key) == 2);
        var claim = claim("ana", queue);

        send(Topics.EXCLUSION_CHANGED, key, excluded(key, 1));

        var withdrawn =
                events(Topics.DECISION_MADE, decided, DecisionMade.class, 1).getFirst();
        assertThat(withdrawn.getAction()).isEqualTo("withdraw");
        assertThat(withdrawn.getDecisionRevision()).isEqualTo(2);
        assertThat(withdrawn.getCorrects()).isNotNull();
        assertThat(events(Topics.DECISION_MADE, open, DecisionMade.class, 1)
                        .getFirst()
                        .getCorrects())
                .isNull();
        assertThat(events(
                        Topics.REVIEW_ACTIVITY,
                        open,
                        ReviewActivity.class,
                        found -> found.stream().anyMatch(a -> a.getActivity().equals("closed"))))
                .isNotEmpty();
        assertThat(post(at(claim, "verdict"), "ana", seat(claim, "label", "ham"))
                        .problem())
                .isEqualTo("task-closed");
    }

    @Test
    void aCaseThatComesAfterItsKeyWasExcludedWaitsForNobody() {
        var caseId = fresh("case");
        var key = "key-" + caseId;
        send(Topics.EXCLUSION_CHANGED, key, excluded(key, 1));
        await().until(() -> count("SELECT count(*) FROM review_excluded_key WHERE item_key = $1", key) == 1);

        send(Topics.CASE_ROUTED, caseId, RoutedEvents.review(caseId));

        assertThat(events(Topics.DECISION_MADE, caseId, DecisionMade.class, 1)
                        .getFirst()
                        .getAction())
                .isEqualTo("withdraw");
        assertThat(count("SELECT count(*) FROM review_task WHERE case_id = $1", caseId))
                .isZero();
    }

    @Test
    void aCaseThatTheDoorLetInLongAfterTheExclusionIsReviewedThoughTheDeskStillTakesItsKeyForExcluded() {
        var caseId = fresh("case");
        var key = "key-" + caseId;
        var now = Instant.now();
        send(Topics.EXCLUSION_CHANGED, key, excluded(key, 1, now.minus(HOUR)));
        await().until(() -> count("SELECT count(*) FROM review_excluded_key WHERE item_key = $1", key) == 1);

        send(Topics.CASE_ROUTED, caseId, letIn(caseId, now));

        await().until(() -> count("SELECT count(*) FROM review_case WHERE case_id = $1", caseId) == 1);
        assertThat(count(WAITING, caseId)).isOne();
        assertThat(count(WITHDRAWN, caseId)).isZero();
    }

    @Test
    void aCaseThatTheDoorLetInLongAfterTheExclusionStaysOpenWhenTheDeskLearnsOfThatExclusionLast() {
        var caseId = fresh("case");
        var key = "key-" + caseId;
        var now = Instant.now();
        send(Topics.CASE_ROUTED, caseId, letIn(caseId, now));
        await().until(() -> count(WAITING, caseId) == 1);

        send(Topics.EXCLUSION_CHANGED, key, excluded(key, 1, now.minus(HOUR)));

        await().until(() -> count("SELECT count(*) FROM review_excluded_key WHERE item_key = $1", key) == 1);
        assertThat(count(WAITING, caseId)).isOne();
        assertThat(count(WITHDRAWN, caseId)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "-PT10S", "PT0S", "PT10S"})
    void aCaseThatTheDoorLetInBeforeTheExclusionOrAtAboutThatTimeIsTakenBack(Duration after) {
        var caseId = fresh("case");
        var key = "key-" + caseId;
        var excludedAt = Instant.now();
        send(Topics.EXCLUSION_CHANGED, key, excluded(key, 1, excludedAt));
        await().until(() -> count("SELECT count(*) FROM review_excluded_key WHERE item_key = $1", key) == 1);

        send(Topics.CASE_ROUTED, caseId, letIn(caseId, excludedAt.plus(after)));

        await().until(() -> count(WITHDRAWN, caseId) == 1);
        assertThat(count("SELECT count(*) FROM review_task WHERE case_id = $1", caseId))
                .isZero();
    }

    @Test
    void aVerdictThatExcludesTheItemCarriesItsKeys() {
        var queue = queueOfItsOwn("ana");
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());
        var claim = claim("ana", queue);

        var foreign = post(
                at(claim, "verdict"),
                "ana",
                seat(claim, "label", "ham", "exclude", Map.of("keys", List.of("other"), "reason", "duplicate")));
        var answer = post(
                at(claim, "verdict"),
                "ana",
                seat(
                        claim,
                        "label",
                        "spam",
                        "fields",
                        List.of(Map.of("name", "language", "after", "de")),
                        "exclude",
                        Map.of("reason", "duplicate")));

        assertThat(foreign.status()).isEqualTo(422);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        var verdict =
                events(Topics.CASE_REVIEWED, caseId, CaseReviewed.class, 2).getFirst();
        var exclude = verdict.getExclude();
        assertThat(exclude).isNotNull();
        assertThat(exclude.getKeys()).containsExactly("key-" + caseId);
        assertThat(verdict.getFields())
                .singleElement()
                .returns("en", f -> f.getBefore())
                .returns("de", f -> f.getAfter());
    }

    @Test
    void aComplaintIsReviewedBySomebodyElseThanTheFirstJudge() {
        var queue = queueOfItsOwn("ana", "review");
        grant("ben", List.of("review"), List.of());
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());
        var claim = claim("ana", queue);
        post(at(claim, "verdict"), "ana", seat(claim, "label", "spam"));
        var request = complaint(caseId);

        send(Topics.REVIEW_REQUESTED, caseId, request);
        send(Topics.REVIEW_REQUESTED, caseId, request);
        await().until(() -> count("SELECT count(*) FROM review_task WHERE case_id = $1", caseId) == 2);

        var given = claimUntil("ben", caseId);
        assertThat(post("/v1/claims", "ana", Map.of("queues", List.of("review")))
                        .body()
                        .path("caseId")
                        .asString())
                .isNotEqualTo(caseId);
        var answer = post(given.task() + "/verdict", "ben", Map.of("seat", 1, "token", given.token(), "label", "ham"));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        var corrects = events(Topics.DECISION_MADE, caseId, DecisionMade.class, 2)
                .getLast()
                .getCorrects();
        assertThat(corrects).isNotNull();
        assertThat(corrects.getDecisionRevision()).isEqualTo(2);
        assertThat(count("SELECT count(*) FROM review_task WHERE case_id = $1", caseId))
                .isEqualTo(2);
    }

    @Test
    void appealsOnTwoCasesThatTheirSendersGaveTheSameNameAreBothReviewed() {
        var one = fresh("case");
        var other = fresh("case");
        var requestId = fresh("outcome:appeal");

        send(Topics.REVIEW_REQUESTED, one, asked(one, requestId));
        send(Topics.REVIEW_REQUESTED, one, asked(one, requestId));
        send(Topics.REVIEW_REQUESTED, other, asked(other, requestId));

        for (var caseId : List.of(one, other)) {
            events(Topics.REVIEW_ACTIVITY, caseId, ReviewActivity.class, 1);
            assertThat(count(WAITING, caseId)).isOne();
        }
    }

    private record Given(String task, long token) {}

    /** Other tests leave cases in the shared queue: they are put aside until the wanted one comes. */
    private Given claimUntil(String reviewer, String caseId) {
        for (int i = 0; i < 200; i++) {
            var body = post("/v1/claims", reviewer, Map.of("queues", List.of("review")))
                    .body();
            if (body.path("caseId").asString().equals(caseId)) {
                return new Given(
                        "/v1/tasks/" + body.path("taskId").asString(),
                        body.path("token").asLong());
            }
        }
        throw new AssertionError("The case never came");
    }

    private static CaseRouted letIn(String caseId, Instant at) {
        return RoutedEvents.routed(caseId, 1, "review", "hold").setScoredAt(at).build();
    }

    private static ReviewRequested complaint(String caseId) {
        return asked(caseId, "complaint-" + caseId);
    }

    private static ReviewRequested asked(String caseId, String requestId) {
        return ReviewRequested.newBuilder()
                .setEventId(Ids.next())
                .setCaseId(caseId)
                .setCaseRevision(1)
                .setOccurredAt(Instant.now())
                .setProducerSeq(1)
                .setRequestId(requestId)
                .setPurpose("complaint")
                .setPrediction(RoutedEvents.prediction("key-" + caseId))
                .setModelLabel("spam")
                .setPolicyName("default")
                .setPolicyVersion(1)
                .setPriority(1)
                .build();
    }

    private static ExclusionChanged excluded(String key, long seq) {
        return excluded(key, seq, Instant.now());
    }

    private static ExclusionChanged excluded(String key, long seq, Instant at) {
        return ExclusionChanged.newBuilder()
                .setEventId(Ids.next())
                .setExclusionKey(key)
                .setOccurredAt(at)
                .setProducerSeq(seq)
                .setState("excluded")
                .setReason("duplicate")
                .setChangedBy("hana")
                .build();
    }
}
