package io.countersign.ingest.prediction;

import java.time.Instant;

/** A prediction as it is remembered once it is in. */
public record AdmittedPrediction(
        String caseId,
        int caseRevision,
        Fingerprints fingerprints,
        String source,
        String channel,
        Instant receivedAt) {}
