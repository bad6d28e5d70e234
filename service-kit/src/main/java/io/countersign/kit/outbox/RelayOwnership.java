package io.countersign.kit.outbox;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The right to run one shard's relay: an advisory lock, and the very session that holds it. PostgreSQL ends the one with
 * the other, so whoever has lost the right cannot write on this session any more.
 */
final class RelayOwnership implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * A session whose network was cut without a word keeps its lock until the server misses the other end: by default for
     * two hours. With this for 5 + 3 * 2 seconds, and then another instance can have it.
     */
    private static final String MISS_THE_OTHER_END_SOON =
            "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";

    private final Connection session;

    private RelayOwnership(Connection session) {
        this.session = session;
    }

    static RelayOwnership connect(ConnectionFactory database) {
        var ownership = new RelayOwnership(await(Mono.from(database.create()).cast(Connection.class)));
        try {
            ownership.missTheOtherEndSoon();
            return ownership;
        } catch (RuntimeException e) {
            ownership.close();
            throw e;
        }
    }

    private void missTheOtherEndSoon() {
        run(Flux.from(session.createStatement(MISS_THE_OTHER_END_SOON).execute())
                .flatMap(Result::getRowsUpdated)
                .then());
    }

    /** Whether the right is ours now. */
    boolean acquire(String relay) {
        var lock = session.createStatement(
                        "SELECT pg_try_advisory_lock(hashtextextended(current_schema() || '/' || $1, 0))")
                .bind(0, relay);
        return await(Flux.from(lock.execute())
                .flatMap(result -> result.map(row -> row.get(0, Boolean.class)))
                .single());
    }

    Connection session() {
        return session;
    }

    static <T> T await(Mono<T> step) {
        var done = step.block(PATIENCE);
        if (done == null) {
            throw new IllegalStateException("PostgreSQL gave no answer");
        }
        return done;
    }

    static void run(Mono<Void> step) {
        step.block(PATIENCE);
    }

    @Override
    public void close() {
        Mono.from(session.close()).onErrorComplete().block(PATIENCE);
    }
}
