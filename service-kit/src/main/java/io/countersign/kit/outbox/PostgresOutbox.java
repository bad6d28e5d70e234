package io.countersign.kit.outbox;

import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.kafka.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** The outbox as a table of the service's own schema. A row's {@code seq} is drawn after its key's lock was taken. */
final class PostgresOutbox implements Outbox {

    private static final String INSERT = """
            INSERT INTO outbox (shard, seq, topic, key, value, headers)
            SELECT shard, nextval('outbox_seq'), topic, key, value, headers
            FROM (SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::bytea[], $5::bytea[]) WITH ORDINALITY
                  AS row(shard, topic, key, value, headers, place)
                  ORDER BY place) AS rows""";

    private final DatabaseClient database;
    private final ProducerSequences sequences;
    private final AvroWire wire;
    private final OutboxProperties properties;
    private final OutboxLevel level;
    private final RelayBell bell;
    private final String service;

    PostgresOutbox(
            DatabaseClient database,
            AvroWire wire,
            OutboxProperties properties,
            OutboxLevel level,
            RelayBell bell,
            String service) {
        this.database = database;
        this.sequences = new ProducerSequences(database);
        this.wire = wire;
        this.properties = properties;
        this.level = level;
        this.bell = bell;
        this.service = service;
    }

    @Override
    public Mono<Void> append(List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Mono.empty();
        }
        return wakeRelaysAfterCommit()
                .then(Mono.defer(() ->
                        sequences.draw(events.stream().map(OutgoingEvent::key).toList())))
                .flatMap(numbers -> insert(encode(events, numbers)));
    }

    @Override
    public Mono<Void> appendBytes(List<OutgoingBytes> records) {
        return records.isEmpty() ? Mono.empty() : wakeRelaysAfterCommit().then(Mono.defer(() -> insert(records)));
    }

    private Mono<Void> wakeRelaysAfterCommit() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(this::register)
                .then();
    }

    private void register(TransactionSynchronizationManager transaction) {
        if (level.isFull()) {
            throw new OutboxFullException(level.waiting());
        }
        transaction.registerSynchronization(new TransactionSynchronization() {
            @Override
            public Mono<Void> afterCommit() {
                return Mono.fromRunnable(bell::ring);
            }
        });
    }

    private List<OutgoingBytes> encode(List<OutgoingEvent> events, long[] numbers) {
        var encoded = new ArrayList<OutgoingBytes>(events.size());
        for (int i = 0; i < numbers.length; i++) {
            var event = events.get(i);
            var record = event.body().apply(numbers[i]);
            encoded.add(new OutgoingBytes(
                    event.topic(),
                    event.key(),
                    wire.encode(event.topic(), record),
                    EventHeaders.forEvent(event.topic(), event.key(), record, service, event.trace())));
        }
        return encoded;
    }

    private Mono<Void> insert(List<OutgoingBytes> records) {
        return database.sql(INSERT)
                .bind(0, records.stream().map(this::shardOf).toArray(Short[]::new))
                .bind(1, records.stream().map(OutgoingBytes::topic).toArray(String[]::new))
                .bind(2, records.stream().map(OutgoingBytes::key).toArray(String[]::new))
                .bind(3, records.stream().map(OutgoingBytes::value).toArray(byte[][]::new))
                .bind(4, records.stream().map(this::checkedHeaders).toArray(byte[][]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private byte[] checkedHeaders(OutgoingBytes record) {
        var headers = HeaderBytes.encode(record.headers());
        checkSize(record, headers.length);
        return headers;
    }

    private void checkSize(OutgoingBytes record, int headerBytes) {
        var key = record.key() == null ? "" : record.key();
        int valueBytes = record.value() == null ? 0 : record.value().length;
        int bytes = valueBytes + headerBytes + key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > properties.maxBytes()) {
            throw new EventTooLargeException(record.topic(), key, bytes, properties.maxBytes());
        }
    }

    private short shardOf(OutgoingBytes record) {
        var key = record.key();
        return (short) (key == null ? 0 : Math.floorMod(key.hashCode(), properties.shards()));
    }
}
