package io.countersign.review.http;

import io.countersign.review.task.ReviewCommand.Hold;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of the one who holds a seat: renew, reveal, release, skip or escalate.
 *
 * @param seat as the claim says
 * @param token the claim's fencing token
 * @param reason why; required to skip
 * @param note more in words
 * @param queue where an escalation goes; missing for the queue's own next tier
 * @param person a named expert for an escalation; missing for anybody there
 */
record SeatRequest(
        @Nullable Integer seat,
        @Nullable Long token,
        @Nullable String reason,
        @Nullable String note,
        @Nullable String queue,
        @Nullable String person) {

    Hold hold(String reviewer, boolean reasonNeeded) {
        new Checks()
                .required(seat, "seat")
                .required(token, "token")
                .wrong(reasonNeeded && reason == null, "reason", "is required")
                .text(reason, "reason", Checks.SHORT)
                .text(note, "note", Checks.LONG)
                .text(queue, "queue", Checks.SHORT)
                .text(person, "person", Checks.SHORT)
                .orRefuse();
        return new Hold(reviewer, Objects.requireNonNull(seat), Objects.requireNonNull(token));
    }
}
