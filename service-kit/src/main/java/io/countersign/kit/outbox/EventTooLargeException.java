package io.countersign.kit.outbox;

import java.io.Serial;

/** The event's final bytes are more than Kafka would take. */
public final class EventTooLargeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int bytes;
    private final int limit;

    public EventTooLargeException(String topic, String key, int bytes, int limit) {
        super("The event for " + topic + " with the key " + key + " has " + bytes + " bytes, more than the " + limit
                + " that are allowed");
        this.bytes = bytes;
        this.limit = limit;
    }

    /** Of the key, the headers and the value together. */
    public int bytes() {
        return bytes;
    }

    /** Most that there may be. */
    public int limit() {
        return limit;
    }
}
