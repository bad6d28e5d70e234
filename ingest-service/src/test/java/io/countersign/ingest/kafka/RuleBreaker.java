package io.countersign.ingest.kafka;

/** Breaks the rule of the adapters, so that the test of the rule sees it fail. */
public record RuleBreaker(io.countersign.ingest.http.RuleBreaker otherAdapter) {}
