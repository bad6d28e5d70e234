package io.countersign.ingest.wire;

import org.springframework.r2dbc.core.DatabaseClient;

/** Breaks the rule of the translation, so that the test of the rule sees it fail. */
public record RuleBreaker(DatabaseClient database) {}
