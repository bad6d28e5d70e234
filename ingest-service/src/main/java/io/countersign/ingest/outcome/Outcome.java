package io.countersign.ingest.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became known of a case, as it was submitted.
 *
 * @param recordKey the key of the record that it came in; over HTTP the case id
 * @param outcomeId names it for repetition; null where its content is its name
 * @param caseRevision the revision it speaks of; null for the case as a whole
 * @param occurredAt when it became known
 * @param kind {@code ground_truth}, {@code complaint} or {@code appeal}
 * @param label the true label, of ground truth alone
 * @param source who says so
 */
public record Outcome(
        @Nullable String eventId,
        @Nullable String recordKey,
        String caseId,
        @Nullable String outcomeId,
        @Nullable Integer caseRevision,
        Instant occurredAt,
        String kind,
        @Nullable String label,
        String source,
        @Nullable String note) {

    /** The kind whose label is the truth. */
    public static final String GROUND_TRUTH = "ground_truth";
}
