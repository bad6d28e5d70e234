package io.countersign.kit.http;

/**
 * A field of the request that is wrong.
 *
 * @param field its path, as in {@code items[2].confidence}
 * @param message what is wrong with it, for a person to read
 */
public record FieldError(String field, String message) {}
