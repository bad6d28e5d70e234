package io.countersign.kit.avro;

import java.io.Serial;

/** The schema registry did not answer. Nothing is wrong with the record: try again later, never dead-letter it. */
public final class RegistryUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
