package io.countersign.ingest.prediction;

/** Names one revision of one case. */
public record CaseRevision(String caseId, int revision) {}
