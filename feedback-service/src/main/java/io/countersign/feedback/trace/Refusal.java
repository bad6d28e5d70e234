package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One refusal of a submission under a case id.
 *
 * @param subject {@code prediction} or {@code outcome}
 * @param kind {@code invalid}, {@code conflict} or {@code excluded}
 */
public record Refusal(
        Instant at,
        long producerSeq,
        int caseRevision,
        String subject,
        String kind,
        String refusalId,
        List<Fault> faults) {

    /** Oldest first; among those of one instant, in the order of ingest. */
    public static final Comparator<Refusal> ORDER = Comparator.comparing(Refusal::at)
            .thenComparingLong(Refusal::producerSeq)
            .thenComparing(Refusal::refusalId);

    public Refusal {
        faults = List.copyOf(faults);
    }

    /** One wrong field and what is wrong with it. */
    public record Fault(String field, String message) {}
}
