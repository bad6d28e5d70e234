package io.countersign.ingest.exclusion;

import io.countersign.ingest.exclusion.Exclusion.State;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody orders of a key.
 *
 * @param state excluded or restored
 * @param orderedBy who
 * @param expiresAt when an exclusion is to end by itself
 * @param caseId the case that it is decided on
 */
public record ExclusionOrder(
        State state,
        String reason,
        String orderedBy,
        @Nullable String notes,
        @Nullable Instant expiresAt,
        @Nullable String caseId) {

    /** The restoring of what has run out. */
    public static final ExclusionOrder EXPIRED =
            new ExclusionOrder(State.RESTORED, "expired", Exclusion.EXPIRY, null, null, null);

    /**
     * The entry that this order adds to the ledger.
     *
     * @param present the newest entry of the key; null where there is none
     * @return nothing where the key stands so already
     */
    public Optional<Exclusion> on(String key, @Nullable Exclusion present, Instant now) {
        boolean needless = state == State.RESTORED
                ? present == null || present.state() == State.RESTORED
                : present != null && present.isInForce(now) && saysTheSame(present);
        int changeNo = present == null ? 1 : present.changeNo() + 1;
        return needless
                ? Optional.empty()
                : Optional.of(new Exclusion(key, changeNo, state, reason, orderedBy, notes, now, expiresAt, caseId));
    }

    private boolean saysTheSame(Exclusion present) {
        return present.reason().equals(reason)
                && Objects.equals(present.notes(), notes)
                && Objects.equals(present.expiresAt(), expiresAt);
    }
}
