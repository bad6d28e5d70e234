package io.countersign.review.http;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.ReviewTask.Claimed;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A claim: a case in a reviewer's hands.
 *
 * @param seat the seat that is held, from 1
 * @param token fencing token: every step must carry it
 * @param leaseUntil when the claim lapses unless it is renewed
 * @param priority 1 is most urgent
 * @param revealed whether {@code prediction} has the model's answer in it
 * @param prediction what was put into the model; under {@code answer} what came out, once it may be seen
 * @param labels labels that the model is known to give, sorted; empty where that would tell the answer: any label may be
 *     given
 */
record ClaimView(
        String taskId,
        String caseId,
        int caseRevision,
        String queue,
        String purpose,
        int seat,
        long token,
        Instant leaseUntil,
        Instant dueAt,
        int priority,
        boolean revealed,
        @JsonRawValue @Schema(type = "object") String prediction,
        List<String> labels) {

    static ClaimView of(CaseAtHand atHand) {
        if (!(atHand.review().task() instanceof Claimed claimed)) {
            throw new IllegalArgumentException("The case is in nobody's hands");
        }
        var facts = claimed.facts();
        boolean revealed = claimed.revealedAt() != null;
        return new ClaimView(
                facts.taskId(),
                facts.caseId(),
                facts.caseRevision(),
                claimed.queue(),
                facts.purpose().word(),
                claimed.seat(),
                claimed.token(),
                claimed.leaseUntil(),
                facts.dueAt(),
                facts.priority(),
                revealed,
                prediction(atHand, revealed),
                atHand.labels());
    }

    /** The two JSON objects as one, without reading them. */
    static String prediction(CaseAtHand atHand, boolean withAnswer) {
        var shown = atHand.shown();
        if (!withAnswer) {
            return shown;
        }
        var open = shown.substring(0, shown.length() - 1);
        return open + (open.equals("{") ? "" : ",") + "\"answer\":" + atHand.answer() + "}";
    }
}
