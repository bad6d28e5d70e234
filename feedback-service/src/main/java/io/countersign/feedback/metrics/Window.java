package io.countersign.feedback.metrics;

import java.time.Instant;

/**
 * A span of time.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 */
public record Window(Instant from, Instant to) {}
