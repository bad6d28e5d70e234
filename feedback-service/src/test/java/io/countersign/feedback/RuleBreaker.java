package io.countersign.feedback;

import org.springframework.r2dbc.core.DatabaseClient;

/** Breaks the rule of the use cases, so that the test of the rule sees it fail. */
public record RuleBreaker(DatabaseClient database) {}
