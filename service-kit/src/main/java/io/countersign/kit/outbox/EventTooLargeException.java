package io.countersign.kit.outbox;

import java.io.Serial;

/** The event's final bytes are more than Kafka would take. */
public final class EventTooLargeException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public EventTooLargeException(String topic, String key, int bytes, int limit) {
        super("The event for " + topic + " with the key " + key + " has " + bytes + " bytes, more than the " + limit
                + " that are allowed");
    }
}
