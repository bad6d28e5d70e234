package io.countersign.kit.inbox;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Kafka to PostgreSQL, once. A batch is one database transaction: the next offset of each partition by
 * compare-and-set, the effects, the outbox rows and the dead letters; Kafka's own offsets only follow.
 */
public interface Inbox {

    /**
     * Hands what was not handled before to its handlers, and blocks until the transaction is committed. Records that
     * cannot be decoded or processed become dead letters in the same transaction, those replayed for another consumer are
     * passed by; after a failure that is not passing,
     * halves of the batch are tried by themselves until only the guilty record is one. After a batch that took too long,
     * the next ones go in smaller portions, each a transaction of its own.
     *
     * @throws RuntimeException something that the batch depends on is away or too busy (database, registry, a full
     *     outbox): nothing was written of what does not stand yet; let it reach the container, which tries again for ever
     *     with back-off
     */
    void process(List<ConsumerRecord<String, byte[]>> batch, RecordHandlers handlers);
}
