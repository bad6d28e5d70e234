package io.countersign.ingest;

import java.util.Locale;

/** How something came to the door. */
public enum Channel {
    KAFKA,
    HTTP,
    REPLAY;

    /** The word for it in events and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
