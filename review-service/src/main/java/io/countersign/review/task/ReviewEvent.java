package io.countersign.review.task;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happened to a task, or by it to its case. */
public sealed interface ReviewEvent {

    Instant at();

    /** @param notFor reviewers who may not take it */
    record Opened(TaskFacts facts, String queue, Set<String> notFor, Instant at) implements ReviewEvent {}

    /** @param revealedAt null where the model's answer is hidden from the holder */
    record Claimed(
            String reviewer,
            long token,
            Instant leaseUntil,
            @Nullable Instant revealedAt,
            Instant at) implements ReviewEvent {}

    record Renewed(String reviewer, long token, Instant leaseUntil, Instant at) implements ReviewEvent {}

    record Revealed(String reviewer, long token, Instant leaseUntil, Instant at) implements ReviewEvent {}

    record Released(String reviewer, long token, @Nullable String reason, Instant at) implements ReviewEvent {}

    record Lapsed(String reviewer, long token, Instant at) implements ReviewEvent {}

    record Skipped(
            String reviewer,
            long token,
            String reason,
            @Nullable String note,
            Instant at) implements ReviewEvent {}

    /** @param person a named expert; null for anybody in the queue */
    record Escalated(
            String reviewer,
            long token,
            String toQueue,
            @Nullable String person,
            @Nullable String reason,
            @Nullable String note,
            Instant at)
            implements ReviewEvent {}

    /**
     * The seat has spoken.
     *
     * @param judgment with its verdict word and, where it decides, its label
     * @param blind whether it was given before the model's answer was shown
     */
    record VerdictGiven(
            int seat,
            long token,
            String reviewer,
            Judgment judgment,
            VerdictWord word,
            boolean blind,
            Instant claimedAt,
            @Nullable Instant revealedAt,
            Instant at)
            implements ReviewEvent {}

    /** The verdict decided nothing: the next seat opens in a higher queue. */
    record PassedOn(String toQueue, Instant at) implements ReviewEvent {}

    /** What the task came to. */
    record Resolved(VerdictGiven verdict, Instant at) implements ReviewEvent {}

    record Superseded(int byCaseRevision, long token, Instant at) implements ReviewEvent {}

    record Withdrawn(String reason, String by, @Nullable String note, long token, Instant at) implements ReviewEvent {}

    /** The case has a new decision. */
    record Decided(Decision decision, Instant at) implements ReviewEvent {}
}
