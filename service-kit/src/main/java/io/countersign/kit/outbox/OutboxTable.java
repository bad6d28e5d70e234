package io.countersign.kit.outbox;

import io.countersign.kit.postgres.Columns;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The outbox as its relays see it. Rows are always read from the lowest {@code seq}: a key's rows are committed in that
 * order, and other keys' rows that commit late are found on the next look, so no cursor can pass them by.
 */
final class OutboxTable implements RelaySource {

    private static final String READ = """
            SELECT seq, topic, key, value, headers FROM (
                SELECT *, sum(octet_length(value)) OVER (ORDER BY seq) - octet_length(value) AS before
                FROM (SELECT * FROM outbox WHERE shard = $1 ORDER BY seq LIMIT $2) AS first) AS measured
            WHERE coalesce(before, 0) < $3 ORDER BY seq""";
    private static final String ANNOUNCE = """
            INSERT INTO outbox_batch AS b (shard, number, seqs) VALUES ($1, $2, $3)
            ON CONFLICT (shard) DO UPDATE SET number = excluded.number, seqs = excluded.seqs""";
    private static final String REMOVE = "DELETE FROM outbox WHERE shard = $1 AND seq = ANY($2)";
    private static final String RECOVER = """
            DELETE FROM outbox USING outbox_batch b
            WHERE b.shard = $1 AND b.number <= $2 AND outbox.shard = b.shard AND outbox.seq = ANY(b.seqs)""";

    private final OutboxProperties properties;

    OutboxTable(OutboxProperties properties) {
        this.properties = properties;
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public int shards() {
        return properties.shards();
    }

    @Override
    public Mono<List<RelayRow>> read(Connection connection, int shard, int limit) {
        var statement = connection
                .createStatement(READ)
                .bind(0, (short) shard)
                .bind(1, limit)
                .bind(2, (long) properties.batchBytes());
        return Flux.from(statement.execute())
                .flatMap(result -> result.map(OutboxTable::row))
                .collectList();
    }

    @Override
    public Mono<Void> announce(Connection connection, int shard, long batch, List<RelayRow> rows) {
        return run(connection
                .createStatement(ANNOUNCE)
                .bind(0, (short) shard)
                .bind(1, batch)
                .bind(2, seqs(rows)));
    }

    @Override
    public Mono<Void> remove(Connection connection, int shard, long batch, List<RelayRow> rows) {
        return run(connection.createStatement(REMOVE).bind(0, (short) shard).bind(1, seqs(rows)));
    }

    @Override
    public Mono<Void> recover(Connection connection, int shard, long position) {
        return run(connection.createStatement(RECOVER).bind(0, (short) shard).bind(1, position));
    }

    private static Mono<Void> run(Statement statement) {
        return Flux.from(statement.execute())
                .flatMap(result -> result.getRowsUpdated())
                .then();
    }

    private static Long[] seqs(List<RelayRow> rows) {
        return rows.stream().map(RelayRow::mark).toArray(Long[]::new);
    }

    private static RelayRow row(Readable row) {
        return new RelayRow(
                Columns.at(row, 0, Long.class),
                Columns.at(row, 1, String.class),
                row.get(2, String.class),
                row.get(3, byte[].class),
                Columns.at(row, 4, byte[].class));
    }
}
