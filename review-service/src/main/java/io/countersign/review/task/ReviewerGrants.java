package io.countersign.review.task;

import java.time.Instant;

/** Somebody whose grants were set. */
public record ReviewerGrants(String name, Grants grants, String changedBy, Instant changedAt) {}
