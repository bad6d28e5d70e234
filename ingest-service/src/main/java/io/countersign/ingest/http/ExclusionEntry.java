package io.countersign.ingest.http;

import io.countersign.ingest.exclusion.Exclusion;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger.
 *
 * @param state {@code excluded} or {@code restored}
 * @param changedBy who; {@code expiry} where the time ran out
 */
public record ExclusionEntry(
        String key,
        int changeNo,
        String state,
        String reason,
        String changedBy,
        @Nullable String notes,
        Instant changedAt,
        @Nullable Instant expiresAt,
        @Nullable String caseId) {

    static ExclusionEntry of(Exclusion entry) {
        return new ExclusionEntry(
                entry.key(),
                entry.changeNo(),
                entry.state().name().toLowerCase(Locale.ROOT),
                entry.reason(),
                entry.changedBy(),
                entry.notes(),
                entry.changedAt(),
                entry.expiresAt(),
                entry.caseId());
    }
}
