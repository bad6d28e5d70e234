package io.countersign.kit.outbox;

import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How many events wait for Kafka, as last measured. Counting stops just above the limit, so it stays cheap. */
final class OutboxLevel {

    private final DatabaseClient database;
    private final int limit;
    private volatile long waiting;

    OutboxLevel(DatabaseClient database, int limit) {
        this.database = database;
        this.limit = limit;
    }

    Mono<Void> measure() {
        return database.sql("SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT $1) AS waiting")
                .bind(0, limit + 1)
                .mapValue(Long.class)
                .one()
                .doOnNext(count -> waiting = count)
                .then();
    }

    long waiting() {
        return waiting;
    }

    boolean isFull() {
        return waiting > limit;
    }
}
