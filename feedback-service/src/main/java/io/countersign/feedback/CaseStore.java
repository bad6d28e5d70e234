package io.countersign.feedback;

import io.countersign.feedback.trace.CaseEvents;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The events of every case, and the one row a case that follows from them. Every write is in the caller's transaction. */
public interface CaseStore {

    /** Locks the cases in the order of their ids until the transaction ends, and tells how each stands. */
    Mono<Map<String, Standing>> lock(SortedSet<String> caseIds);

    /** Keeps the events; of two with one natural key the one with the lower event id. Counts the refusals among them. */
    Mono<Void> keep(Collection<Arrival.OfCase> events);

    /** The events of the cases; of refusals the newest {@value CaseEvents#MOST_REFUSALS} of each. */
    Mono<Map<String, List<WireEvent>>> events(Collection<String> caseIds);

    /** Writes the rows that changed, and marks them as to be published. */
    Mono<Void> write(List<ChangedCase> changed);

    /** Brings the facts of cases in line whose trace and label are right, and tells how many were not. */
    Mono<Integer> mendFacts(List<FoldedCase> cases);

    /** Gives rows whose trace did not change the stamp of this transaction. */
    Mono<Void> touch(Collection<String> caseIds, UUID stamp);

    /** The next case ids after {@code after}, in their order. */
    Mono<List<String>> caseIds(String after, int limit);

    /**
     * How the row of a case stands.
     *
     * @param stamp names the transaction that last added events; null where there was none yet
     * @param version of the trace; 0 where there is none yet
     * @param digest of the trace; null where there is none yet
     * @param labelDigest of the label; null where there is none yet
     */
    record Standing(
            @Nullable UUID stamp,
            long version,
            @Nullable String digest,
            @Nullable String labelDigest) {

        public static final Standing NONE = new Standing(null, 0, null, null);

        /** Whether nothing was ever written of the case, so that no event of it is stored but what this transaction keeps. */
        boolean isNew() {
            return version == 0;
        }
    }

    /** A case whose trace or label changed, ready to be written. */
    record ChangedCase(FoldedCase folded, UUID stamp, EncodedTrace trace, Optional<EncodedLabel> newLabel) {}

    /** A trace in final bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EncodedTrace(long version, String digest, byte[] value) {}

    /** A label in final bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EncodedLabel(String digest, byte[] value) {}
}
