package io.countersign.kit.outbox;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * PostgreSQL to Kafka, once: what is appended in a database transaction is on Kafka if, and only if, the transaction
 * commits, exactly once for a reader of committed records, and per key in the order of {@code producerSeq}.
 */
public interface Outbox {

    /**
     * Appends the events to the caller's database transaction. Locks their keys until it ends, in sorted order: append
     * everything of a transaction in one call, so that two transactions cannot lock each other out.
     *
     * <p>The result fails with {@link EventTooLargeException}, {@link OutboxFullException}, or
     * {@link org.springframework.transaction.NoTransactionException} where there is no transaction.
     */
    Mono<Void> append(List<OutgoingEvent> events);

    /** Appends records whose bytes are final already: dead letters and their replay. They draw no {@code producerSeq}. */
    Mono<Void> appendBytes(List<OutgoingBytes> records);
}
