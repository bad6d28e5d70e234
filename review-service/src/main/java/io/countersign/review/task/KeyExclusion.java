package io.countersign.review.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The present state of one key of the exclusion ledger, as far as it is known here.
 *
 * @param producerSeq orders the states of a key
 * @param changedAt when the ledger noted it, by the clock of the ingest-service
 */
public record KeyExclusion(
        String key,
        long producerSeq,
        boolean excluded,
        String reason,
        String changedBy,
        @Nullable String notes,
        Instant changedAt) {

    /** Clocks of several instances of the door differ, and what was under way there did not see the exclusion yet. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /**
     * Whether the case is taken back. The ledger is the door's own: an exclusion that was made well before the door let
     * the case in had ended by then, whether or not that is known here yet.
     */
    public boolean takesBack(CaseFile file) {
        var admittedAt = file.origin().admittedAt();
        return excluded && (admittedAt == null || changedAt.isAfter(admittedAt.minus(MARGIN)));
    }
}
