package io.countersign.review.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody, or the clock, wants of a task. Carries the time, which is the database's, read under the task's lock. */
public sealed interface ReviewCommand {

    Instant now();

    /** A step of the one who holds the seat. */
    sealed interface BySeat extends ReviewCommand {

        Hold hold();
    }

    /** Who acts, in which seat, under which token. */
    record Hold(String reviewer, int seat, long token) {}

    record Claim(String reviewer, Duration lease, Instant now) implements ReviewCommand {}

    record Renew(Hold hold, Duration lease, Instant now) implements BySeat {}

    /** Show the model's answer. */
    record Reveal(Hold hold, Duration lease, Instant now) implements BySeat {}

    record Release(Hold hold, @Nullable String reason, Instant now) implements BySeat {}

    /** Not for me. */
    record Skip(Hold hold, String reason, @Nullable String note, Instant now) implements BySeat {}

    /**
     * Somebody more senior, or with other skills, should take it.
     *
     * @param queue where to; null for the queue's own next tier
     * @param person a named expert; null for anybody there
     */
    record Escalate(
            Hold hold,
            @Nullable String queue,
            @Nullable Expert person,
            @Nullable String reason,
            @Nullable String note,
            Instant now)
            implements BySeat {}

    record GiveVerdict(Hold hold, Judgment judgment, Instant now) implements BySeat {}

    /** The lease may have lapsed. */
    record Lapse(Instant now) implements ReviewCommand {}

    /** A newer revision of the case has come. */
    record Supersede(int byCaseRevision, Instant now) implements ReviewCommand {}

    /** The item was excluded. */
    record Withdraw(String reason, String by, @Nullable String note, Instant now) implements ReviewCommand {}
}
