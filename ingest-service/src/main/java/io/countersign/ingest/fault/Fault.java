package io.countersign.ingest.fault;

/**
 * One wrong field.
 *
 * @param field its path, for example {@code prediction.fields[2].confidence}
 * @param message what is wrong, in words that name the bounds
 */
public record Fault(String field, String message) {

    private static final int LONGEST_FIELD = 500;
    private static final int LONGEST_MESSAGE = 2_000;

    /** Both may quote the document, which may be anything: shortened and cleaned, the fault can be kept and told. */
    public Fault {
        field = HeldText.of(field, LONGEST_FIELD);
        message = HeldText.of(message, LONGEST_MESSAGE);
    }
}
