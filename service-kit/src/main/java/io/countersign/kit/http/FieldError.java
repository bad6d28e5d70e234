package io.countersign.kit.http;

/**
 * A field of the request that is wrong.
 *
 * @param field its path, as in {@code items[2].confidence}
 * @param message what is wrong with it, for a person to read
 */
public record FieldError(String field, String message) {

    private static final int LONGEST_FIELD = 500;
    private static final int LONGEST_MESSAGE = 2_000;

    /** Both may quote the request, which may be anything: shortened and cleaned, they can always be sent. */
    public FieldError {
        field = SentText.of(field, LONGEST_FIELD);
        message = SentText.of(message, LONGEST_MESSAGE);
    }
}
