package io.countersign.ingest.fault;

/**
 * One wrong field.
 *
 * @param field its path, for example {@code prediction.fields[2].confidence}
 * @param message what is wrong, in words that name the bounds
 */
public record Fault(String field, String message) {}
