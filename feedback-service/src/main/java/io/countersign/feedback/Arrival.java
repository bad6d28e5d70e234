package io.countersign.feedback;

import io.countersign.feedback.trace.CaseEvent;
import java.util.SortedMap;

/** Something that reached the service. */
public sealed interface Arrival {

    /** An event of a case, and the bytes that say so: these are kept. */
    record OfCase(String caseId, CaseEvent event, WireEvent wire) implements Arrival {}

    /** A key of the exclusion ledger has a new state. Of two changes of one key the higher {@code producerSeq} wins. */
    record OfExclusion(String key, long producerSeq, boolean excluded) implements Arrival {}

    /** The protected groups of a case. They are kept apart, and nothing here reads them. */
    record OfGroups(String caseId, int caseRevision, String eventId, SortedMap<String, String> groups)
            implements Arrival {}
}
