package io.countersign.review.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.countersign.review.LookAtTasks.Look;
import io.countersign.review.task.GivenVerdict;
import io.countersign.review.task.Review;
import io.countersign.review.task.ReviewTask;
import io.countersign.review.task.ReviewTask.Claimed;
import io.countersign.review.task.ReviewTask.Closed;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands.
 *
 * @param state waiting, claimed, resolved, superseded or withdrawn
 * @param token newest fencing token of the seat
 * @param holder who has it in hands; null where nobody
 * @param leaseUntil when that claim lapses; null where nobody holds it
 * @param answerShown whether {@code prediction} has the model's answer in it: not while the case is open
 * @param prediction null in the answer to a step
 * @param verdicts empty while the case is open
 */
record TaskView(
        String taskId,
        String caseId,
        int caseRevision,
        String queue,
        String purpose,
        String state,
        int seat,
        long token,
        @Nullable String holder,
        @Nullable Instant leaseUntil,
        Instant openedAt,
        Instant dueAt,
        int priority,
        boolean answerShown,
        @JsonRawValue @Schema(type = "object") @Nullable String prediction,
        List<GivenVerdict> verdicts) {

    static TaskView of(Look look) {
        var atHand = look.atHand();
        return of(
                atHand.review(), look.answerShown(), ClaimView.prediction(atHand, look.answerShown()), look.verdicts());
    }

    static TaskView of(Review review) {
        return of(review, false, null, List.of());
    }

    private static TaskView of(
            Review review, boolean answerShown, @Nullable String prediction, List<GivenVerdict> verdicts) {
        var task = review.task();
        var facts = task.facts();
        var claimed = task instanceof Claimed held ? held : null;
        return new TaskView(
                facts.taskId(),
                facts.caseId(),
                facts.caseRevision(),
                task.queue(),
                facts.purpose().word(),
                state(task),
                task.seat(),
                task.token(),
                claimed == null ? null : claimed.holder(),
                claimed == null ? null : claimed.leaseUntil(),
                facts.openedAt(),
                facts.dueAt(),
                facts.priority(),
                answerShown,
                prediction,
                verdicts);
    }

    private static String state(ReviewTask task) {
        return switch (task) {
            case ReviewTask.Waiting w -> "waiting";
            case Claimed c -> "claimed";
            case Closed closed -> closed.ending().word();
        };
    }
}
