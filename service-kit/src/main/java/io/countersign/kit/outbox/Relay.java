package io.countersign.kit.outbox;

import io.countersign.topics.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Connection;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Empties one shard of a source while it owns it. A batch has a number; the batch and its number are one Kafka
 * transaction. Whatever fails, the ownership is given up and taken anew: the new owner fences the old producer, reads
 * which batch is committed, removes what that covers, and sends the rest.
 */
final class Relay {

    private final String name;
    private final RelaySource source;
    private final int shard;
    private final RelayPositions positions;
    private final OutboxProperties properties;
    private final Counter sent;

    Relay(
            String name,
            RelaySource source,
            int shard,
            RelayPositions positions,
            OutboxProperties properties,
            MeterRegistry meters) {
        this.name = name;
        this.source = source;
        this.shard = shard;
        this.positions = positions;
        this.properties = properties;
        this.sent = Counter.builder("countersign.relay.sent")
                .description("Records that the relay has committed to Kafka")
                .tag("relay", name)
                .register(meters);
    }

    String name() {
        return name;
    }

    /** Fences earlier owners, and removes what they have sent. Returns where they stopped. */
    Progress takeOver(Connection session, Producer<String, byte[]> producer) {
        producer.initTransactions();
        int partitions = producer.partitionsFor(Topics.RELAY_POSITION).size();
        long last = positions.last(name, partitions);
        RelayOwnership.run(source.recover(session, shard, last));
        return new Progress(last, partitions);
    }

    /** Sends the next batch, if there is one; returns how many rows it had. */
    int sendNext(Connection session, Producer<String, byte[]> producer, Progress progress) {
        var rows = RelayOwnership.await(source.read(session, shard, properties.batchRows()));
        if (rows.isEmpty()) {
            return 0;
        }
        long batch = progress.batch() + 1;
        RelayOwnership.run(source.announce(session, shard, batch, rows));
        send(producer, rows, positions.record(name, progress.partitions(), batch));
        progress.reached(batch);
        RelayOwnership.run(source.remove(session, shard, batch, rows));
        sent.increment(rows.size());
        return rows.size();
    }

    boolean isBehind(int rows) {
        return rows >= properties.batchRows();
    }

    private static void send(
            Producer<String, byte[]> producer, List<RelayRow> rows, ProducerRecord<String, byte[]> position) {
        producer.beginTransaction();
        for (var row : rows) {
            producer.send(
                    new ProducerRecord<>(row.topic(), null, row.key(), row.value(), HeaderBytes.decode(row.headers())));
        }
        producer.send(position);
        // Flushes, and throws what any of the sends met.
        producer.commitTransaction();
    }

    /** Where an owner stands. */
    static final class Progress {

        private final int partitions;
        private long batch;

        Progress(long batch, int partitions) {
            this.batch = batch;
            this.partitions = partitions;
        }

        long batch() {
            return batch;
        }

        int partitions() {
            return partitions;
        }

        void reached(long newBatch) {
            batch = newBatch;
        }
    }
}
