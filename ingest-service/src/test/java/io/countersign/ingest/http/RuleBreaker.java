package io.countersign.ingest.http;

/** What a broken adapter leans on. */
public record RuleBreaker(String nothing) {}
