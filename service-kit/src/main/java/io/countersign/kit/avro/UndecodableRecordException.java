package io.countersign.kit.avro;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The bytes are not what the topic promises, and never will be: poison. */
public final class UndecodableRecordException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UndecodableRecordException(String message) {
        super(message);
    }

    public UndecodableRecordException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static UndecodableRecordException misfit(Exception cause) {
        return new UndecodableRecordException(
                "The bytes do not fit the schema that they name: " + cause.getMessage(), cause);
    }
}
