package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.CaseReviewed;
import io.countersign.event.DecisionMade;
import io.countersign.event.ReviewActivity;
import io.countersign.topics.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a routed case to the decision of a person. */
class ReviewPathTest extends DeskTest {

    @Test
    void aRoutedCaseIsClaimedDecidedAndTold() {
        var queue = queueOfItsOwn("ana");
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());

        var claim = claim("ana", queue);
        var answer = post(at(claim, "verdict"), "ana", seat(claim, "label", "ham", "category", "too strict"));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().path("accepted").path("verdict").asString()).isEqualTo("override");
        assertThat(answer.body().path("accepted").path("decisionRevision").asInt())
                .isEqualTo(2);
        var reviewed = events(Topics.CASE_REVIEWED, caseId, CaseReviewed.class, 2);
        assertThat(reviewed).extracting(CaseReviewed::getKind).containsExactly("verdict", "resolution");
        assertThat(reviewed.getFirst())
                .returns("ana", CaseReviewed::getReviewer)
                .returns("ham", CaseReviewed::getLabel)
                .returns("spam", CaseReviewed::getModelLabel)
                .returns(true, CaseReviewed::getBlind)
                .returns(claim.path("token").asLong(), CaseReviewed::getToken);
        assertThat(events(Topics.DECISION_MADE, caseId, DecisionMade.class, 1).getFirst())
                .returns(2, DecisionMade::getDecisionRevision)
                .returns("final", DecisionMade::getStatus)
                .returns("ham", DecisionMade::getAction)
                .returns("person", DecisionMade::getDecidedBy)
                .returns(null, DecisionMade::getCorrects);
        assertThat(events(Topics.REVIEW_ACTIVITY, caseId, ReviewActivity.class, 2))
                .extracting(ReviewActivity::getActivity)
                .containsExactly("opened", "claimed");
    }

    @Test
    void aBlindClaimHidesEverythingThatTellsTheAnswerUntilItIsRevealed() {
        var queue = queueOfItsOwn("ben");
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());

        var claim = claim("ben", queue);

        assertThat(claim.path("prediction").toString())
                .contains("Buy now")
                .doesNotContain("spam", "0.61", "remove", "language", "not sure");
        assertThat(claim.path("labels").toString()).isEqualTo("[\"ham\",\"spam\"]");
        var revealed = post(at(claim, "reveal"), "ben", seat(claim)).body();
        assertThat(revealed.path("prediction").path("answer").path("label").asString())
                .isEqualTo("spam");
        var accepted = post(at(claim, "verdict"), "ben", seat(claim, "verdict", "agree"));
        assertThat(accepted.body().path("accepted").path("label").asString()).isEqualTo("spam");
        assertThat(accepted.body().path("accepted").path("blind").asBoolean()).isFalse();
        assertThat(accepted.body().path("accepted").path("action").asString()).isEqualTo("remove");
    }

    @Test
    void oneRequestCommitsAVerdictAndTakesTheNextCase() {
        var queue = queueOfItsOwn("cleo");
        var first = fresh("case");
        var second = fresh("case");
        for (var caseId : List.of(first, second)) {
            send(
                    Topics.CASE_ROUTED,
                    caseId,
                    RoutedEvents.routed(caseId, 1, "review", "hold")
                            .setQueue(queue)
                            .build());
        }
        var claim = claim("cleo", queue);
        org.awaitility.Awaitility.await()
                .until(() -> count("SELECT count(*) FROM review_task WHERE queue = $1", queue) == 2);

        var answer = post(
                at(claim, "verdict"),
                "cleo",
                seat(claim, "label", "spam", "claimNext", true, "queues", List.of(queue)));

        var next = answer.body().path("next");
        assertThat(List.of(claim.path("caseId").asString(), next.path("caseId").asString()))
                .containsExactlyInAnyOrder(first, second);
        var last = post(
                at(next, "verdict"), "cleo", seat(next, "label", "spam", "claimNext", true, "queues", List.of(queue)));
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.body().path("next").isNull()).isTrue();
    }

    @Test
    void aCorrectionOfWhatWasActedOnNamesTheCompensation() {
        var queue = queueOfItsOwn("ana");
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "automatic", "remove")
                        .setQueue(queue)
                        .setAudit(true)
                        .build());

        var claim = claim("ana", queue);
        assertThat(claim.path("purpose").asString()).isEqualTo("audit");
        post(at(claim, "verdict"), "ana", seat(claim, "label", "ham"));

        var corrects = events(Topics.DECISION_MADE, caseId, DecisionMade.class, 1)
                .getFirst()
                .getCorrects();
        assertThat(corrects).isNotNull();
        assertThat(corrects.getDecisionRevision()).isEqualTo(1);
        assertThat(corrects.getAction()).isEqualTo("remove");
        assertThat(corrects.getCompensatingAction()).isEqualTo("undo:remove");
    }

    @Test
    void aNewerRevisionClosesWhatIsOpenAndALateVerdictIsRefused() {
        var queue = queueOfItsOwn("ben");
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());
        var claim = claim("ben", queue);

        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 2, "review", "hold").setQueue(queue).build());
        var newer = claim("ben", queue);

        assertThat(newer.path("caseRevision").asInt()).isEqualTo(2);
        var late = post(at(claim, "verdict"), "ben", seat(claim, "label", "ham"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("task-closed");
        assertThat(post(at(newer, "verdict"), "ben", seat(newer, "label", "ham"))
                        .status())
                .isEqualTo(200);
        assertThat(events(Topics.DECISION_MADE, caseId, DecisionMade.class, 1))
                .extracting(DecisionMade::getCaseRevision, DecisionMade::getDecisionRevision)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 2));
    }

    @Test
    void theSameCaseTwiceOpensOneTask() {
        var queue = queueOfItsOwn("ben");
        var caseId = fresh("case");
        var event =
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build();
        var marker = fresh("case");
        send(Topics.CASE_ROUTED, caseId, event);
        send(Topics.CASE_ROUTED, caseId, event);
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").build());
        send(Topics.CASE_ROUTED, caseId, RoutedEvents.review(caseId));
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(marker, 1, "review", "hold").build());

        org.awaitility.Awaitility.await()
                .until(() -> count("SELECT count(*) FROM review_task WHERE case_id = $1", marker) == 1);

        assertThat(count("SELECT count(*) FROM review_task WHERE case_id = $1", caseId))
                .isEqualTo(1);
    }

    @Test
    void aQueueThatNobodyHasSetUpIsMadeSoThatNoCaseIsLost() {
        var queue = fresh("unheard-of");
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());

        org.awaitility.Awaitility.await()
                .until(() -> count("SELECT count(*) FROM review_queue WHERE name = $1", queue) == 1);
        grant("ana", List.of(queue), List.of());

        assertThat(claim("ana", queue).path("caseId").asString()).isEqualTo(caseId);
    }
}
