package io.countersign.feedback.metrics;

/**
 * How often the door refused.
 *
 * @param subject {@code prediction} or {@code outcome}
 * @param kind {@code invalid}, {@code conflict} or {@code excluded}
 */
public record RefusalCount(String subject, String kind, long count) {}
