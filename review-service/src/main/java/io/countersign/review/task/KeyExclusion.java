package io.countersign.review.task;

import org.jspecify.annotations.Nullable;

/**
 * The present state of one key of the exclusion ledger.
 *
 * @param producerSeq orders the states of a key
 */
public record KeyExclusion(
        String key,
        long producerSeq,
        boolean excluded,
        String reason,
        String changedBy,
        @Nullable String notes) {}
