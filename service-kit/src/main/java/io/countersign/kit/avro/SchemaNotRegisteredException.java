package io.countersign.kit.avro;

import java.io.Serial;

/** The registry has no schema of this content under the subject: platform-setup has not run, or ran from another release. */
public final class SchemaNotRegisteredException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public SchemaNotRegisteredException(String subject) {
        super("The compiled schema is not registered under the subject '" + subject
                + "'. Run platform-setup of this release first.");
    }
}
