package io.countersign.feedback.kafka;

/** Breaks the rule of the adapters, so that the test of the rule sees it fail. */
public record RuleBreaker(io.countersign.feedback.http.RuleBreaker otherAdapter) {}
