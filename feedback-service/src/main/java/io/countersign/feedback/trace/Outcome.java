package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One outcome of a case.
 *
 * @param at when it became known
 * @param receivedAt when ingest took it in
 * @param producerSeq place among ingest's events of this case
 * @param kind {@code ground_truth}, {@code complaint} or {@code appeal}
 * @param label the true label; null unless ground truth
 */
public record Outcome(
        Instant at,
        Instant receivedAt,
        long producerSeq,
        String outcomeId,
        String kind,
        @Nullable String label,
        String source,
        @Nullable String note) {

    /** Oldest first; among those of one instant, in the order of ingest. */
    public static final Comparator<Outcome> ORDER = Comparator.comparing(Outcome::at)
            .thenComparing(Outcome::receivedAt)
            .thenComparingLong(Outcome::producerSeq)
            .thenComparing(Outcome::outcomeId);

    public boolean isGroundTruth() {
        return "ground_truth".equals(kind);
    }

    /** Whether somebody else has to look at the case because of it. */
    public boolean isObjection() {
        return "complaint".equals(kind) || "appeal".equals(kind);
    }
}
