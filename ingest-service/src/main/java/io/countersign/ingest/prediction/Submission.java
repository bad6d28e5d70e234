package io.countersign.ingest.prediction;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prediction as it was submitted, before anything is known to be right about it.
 *
 * @param eventId the sender's id of the event; null where it has none
 * @param recordKey the key of the record that it came in; over HTTP the case id
 * @param caseRevision from 1
 * @param occurredAt when the prediction was made
 * @param groups protected groups, name to value
 * @param sizeBytes its size on the wire
 */
public record Submission(
        @Nullable String eventId,
        @Nullable String recordKey,
        String caseId,
        int caseRevision,
        Instant occurredAt,
        Prediction prediction,
        Map<String, String> groups,
        int sizeBytes) {}
