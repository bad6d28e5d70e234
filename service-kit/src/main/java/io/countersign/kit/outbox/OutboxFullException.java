package io.countersign.kit.outbox;

import java.io.Serial;

/** Events have not left for so long that no more are taken in: over HTTP a 503, on Kafka a retry. */
public final class OutboxFullException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public OutboxFullException(long waiting) {
        super("The outbox is full: " + waiting + " events wait for Kafka");
    }
}
