package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One refusal of a submission under a case id.
 *
 * @param subject {@code prediction} or {@code outcome}
 * @param kind {@code invalid}, {@code conflict} or {@code excluded}
 * @param faults the first {@value #MOST_FAULTS}; the event has the others
 */
public record Refusal(
        Instant at,
        long producerSeq,
        int caseRevision,
        String subject,
        String kind,
        String refusalId,
        List<Fault> faults) {

    static final int MOST_FAULTS = 20;

    /** Oldest first; among those of one instant, in the order of ingest. */
    public static final Comparator<Refusal> ORDER = Comparator.comparing(Refusal::at)
            .thenComparingLong(Refusal::producerSeq)
            .thenComparing(Refusal::refusalId);

    public Refusal {
        faults = List.copyOf(faults.subList(0, Math.min(faults.size(), MOST_FAULTS)));
    }

    /** One wrong field and what is wrong with it, of each at most {@value #LONGEST_TEXT} UTF-16 units and an ellipsis. */
    public record Fault(String field, String message) {

        static final int LONGEST_TEXT = 300;

        public Fault {
            field = shortened(field);
            message = shortened(message);
        }

        private static String shortened(String text) {
            if (text.length() <= LONGEST_TEXT) {
                return text;
            }
            boolean cutsPair = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
            return text.substring(0, cutsPair ? LONGEST_TEXT - 1 : LONGEST_TEXT) + '…';
        }
    }
}
