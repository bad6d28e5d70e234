package io.countersign.review.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the case that the reviewer excludes with the verdict.
 *
 * @param keys natural keys of the case's item; never empty
 * @param reason from the list of the ledger
 * @param expiresAt when the exclusion ends by itself; null where it does not
 */
public record Exclusion(
        List<String> keys,
        String reason,
        @Nullable String notes,
        @Nullable Instant expiresAt) {

    public Exclusion {
        keys = List.copyOf(keys);
    }
}
