package io.countersign.review.task;

import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case that waits for a person, is in somebody's hands, or is done with. One seat is open at a time; the token grows
 * whenever the seat changes hands, so that whoever lost it cannot act on it.
 */
public sealed interface ReviewTask {

    TaskFacts facts();

    /** The queue that it is in. */
    String queue();

    /** The open seat, or the last one that was; from 1. */
    int seat();

    /** The newest fencing token; 0 before the first claim. */
    long token();

    /** Nobody holds it. */
    record Waiting(TaskFacts facts, String queue, int seat, long token, Set<String> notFor, Set<String> seenBy)
            implements ReviewTask {

        public Waiting {
            notFor = Set.copyOf(notFor);
            seenBy = Set.copyOf(seenBy);
        }

        Claimed claimed(String holder, long newToken, Instant at, Instant leaseUntil, @Nullable Instant revealedAt) {
            return new Claimed(this, newToken, holder, at, leaseUntil, revealedAt);
        }
    }

    /**
     * One reviewer holds it for a bounded time.
     *
     * @param before what it was when it was claimed
     * @param revealedAt when the holder was shown the model's answer; null where not yet
     */
    record Claimed(
            Waiting before,
            long token,
            String holder,
            Instant claimedAt,
            Instant leaseUntil,
            @Nullable Instant revealedAt)
            implements ReviewTask {

        @Override
        public TaskFacts facts() {
            return before.facts();
        }

        @Override
        public String queue() {
            return before.queue();
        }

        @Override
        public int seat() {
            return before.seat();
        }

        Claimed renewed(Instant until) {
            return new Claimed(before, token, holder, claimedAt, until, revealedAt);
        }

        Claimed revealed(Instant at, Instant until) {
            return new Claimed(before, token, holder, claimedAt, until, revealedAt == null ? at : revealedAt);
        }

        /** Back in the queue, fenced against the one who held it. */
        Waiting freed(long newToken) {
            return new Waiting(facts(), queue(), seat(), newToken, before.notFor(), seenBy());
        }

        /** In another queue, the seat still open. */
        Waiting movedTo(String otherQueue, long newToken) {
            return new Waiting(facts(), otherQueue, seat(), newToken, before.notFor(), seenBy());
        }

        /** The seat has its verdict, which decided nothing: the next seat opens for somebody else. */
        Waiting passedOn(String otherQueue) {
            return new Waiting(facts(), otherQueue, seat() + 1, token, with(before.notFor(), holder), seenBy());
        }

        /** Back in the queue for anybody but the holder. */
        Waiting skipped(long newToken) {
            return new Waiting(facts(), queue(), seat(), newToken, with(before.notFor(), holder), seenBy());
        }

        private Set<String> seenBy() {
            return revealedAt == null ? before.seenBy() : with(before.seenBy(), holder);
        }

        private static Set<String> with(Set<String> names, String name) {
            var more = new HashSet<>(names);
            more.add(name);
            return more;
        }
    }

    /** Nothing can happen to it any more. */
    record Closed(TaskFacts facts, String queue, int seat, long token, Ending ending) implements ReviewTask {}

    /** How a task ended. */
    enum Ending {
        RESOLVED,
        SUPERSEDED,
        WITHDRAWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Closed as it stands. */
    default Closed closed(Ending ending, long newToken) {
        return new Closed(facts(), queue(), seat(), newToken, ending);
    }
}
