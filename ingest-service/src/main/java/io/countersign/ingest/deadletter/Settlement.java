package io.countersign.ingest.deadletter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done about something that was set aside.
 *
 * @param state {@code open}, {@code replayed} or {@code dismissed}
 * @param changedAt null while it is open
 * @param changedBy null while it is open
 */
public record Settlement(
        String state,
        @Nullable Instant changedAt,
        @Nullable String changedBy,
        @Nullable String note) {

    /** Nobody has done anything about it. */
    public static final String OPEN = "open";

    public boolean isOpen() {
        return state.equals(OPEN);
    }
}
