package io.countersign.feedback;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Which keys are excluded, and which cases have them. Every call is in the caller's transaction. */
public interface ExclusionStore {

    /**
     * Taken first in a transaction. Cases may learn their keys side by side, but none while the ledger changes: else a
     * case and an exclusion of its key, committed at once, would each miss the other.
     */
    Mono<Void> guard(boolean ledgerChanges);

    /** Takes the new states; of two of one key the higher {@code producerSeq} wins. */
    Mono<Void> change(Collection<Arrival.OfExclusion> changes);

    /** Remembers that the case has the keys. */
    Mono<Void> link(Collection<CaseKey> keys);

    /** The cases that have one of the keys. */
    Mono<List<String>> casesOf(Collection<String> keys);

    /** Those of the keys that are excluded. */
    Mono<Set<String>> excludedOf(Collection<String> keys);

    /** A natural key of a case's item. */
    record CaseKey(String caseId, String key) {}
}
