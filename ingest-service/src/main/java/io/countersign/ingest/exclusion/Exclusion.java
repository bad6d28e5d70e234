package io.countersign.ingest.exclusion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger: how a key stands since {@code changedAt}. Entries are added, never changed.
 *
 * @param key the item's natural key
 * @param changeNo 1 for the first entry of the key, then 2, 3, …
 * @param reason from the ledger's list
 * @param changedBy who; {@value #EXPIRY} where the time ran out
 * @param expiresAt when an exclusion ends by itself; null where it does not
 * @param caseId the case that it was decided on; null where there was none
 */
public record Exclusion(
        String key,
        int changeNo,
        State state,
        String reason,
        String changedBy,
        @Nullable String notes,
        Instant changedAt,
        @Nullable Instant expiresAt,
        @Nullable String caseId) {

    /** Who restores what has run out. */
    public static final String EXPIRY = "expiry";

    /** How a key stands. */
    public enum State {
        EXCLUDED,
        RESTORED
    }

    /** Whether the item is turned away at that time. */
    public boolean isInForce(Instant now) {
        return state == State.EXCLUDED && (expiresAt == null || expiresAt.isAfter(now));
    }
}
