package io.countersign.ingest.refusal;

import io.countersign.ingest.deadletter.Settlement;
import io.countersign.ingest.fault.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as it is kept.
 *
 * @param kind {@code invalid}, {@code conflict} or {@code excluded}
 * @param contentHash of a prediction; null of an outcome
 * @param payload the submission in wire format
 * @param settlement what was done about it
 */
@SuppressWarnings("ArrayRecordComponent") // the payload is handed through, never compared
public record KeptRefusal(
        String refusalId,
        RefusedSubject subject,
        String kind,
        String caseId,
        int caseRevision,
        List<Fault> faults,
        @Nullable String exclusionKey,
        @Nullable String contentHash,
        @Nullable String source,
        String channel,
        Instant refusedAt,
        byte[] payload,
        Settlement settlement) {}
