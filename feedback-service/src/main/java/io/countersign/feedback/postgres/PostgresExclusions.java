package io.countersign.feedback.postgres;

import static io.countersign.feedback.postgres.Columns.column;

import io.countersign.feedback.Arrival;
import io.countersign.feedback.ExclusionStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The exclusion ledger as last heard. */
@Component
final class PostgresExclusions implements ExclusionStore {

    /** Any number, as long as nothing else in the schema's database locks it. */
    private static final long LEDGER = 0x6665_6564_6c65_6467L;

    private static final String CHANGE = """
            INSERT INTO exclusion AS e (key, producer_seq, excluded)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::boolean[])
            ON CONFLICT (key) DO UPDATE SET producer_seq = excluded.producer_seq, excluded = excluded.excluded
            WHERE excluded.producer_seq > e.producer_seq""";
    private static final String LINK = """
            INSERT INTO case_key (case_id, key) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING""";

    private final DatabaseClient database;

    PostgresExclusions(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> guard(boolean ledgerChanges) {
        var lock = ledgerChanges
                ? "SELECT pg_advisory_xact_lock($1)::text"
                : "SELECT pg_advisory_xact_lock_shared($1)::text";
        return database.sql(lock).bind(0, LEDGER).fetch().first().then();
    }

    @Override
    public Mono<Void> change(Collection<Arrival.OfExclusion> changes) {
        var newest = new HashMap<String, Arrival.OfExclusion>();
        changes.forEach(change -> newest.merge(
                change.key(), change, (one, other) -> one.producerSeq() >= other.producerSeq() ? one : other));
        var rows = newest.values();
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql(CHANGE)
                        .bind(0, Columns.texts(rows, Arrival.OfExclusion::key))
                        .bind(1, column(rows, Long[]::new, Arrival.OfExclusion::producerSeq))
                        .bind(2, column(rows, Boolean[]::new, Arrival.OfExclusion::excluded))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    @Override
    public Mono<Void> link(Collection<CaseKey> keys) {
        return keys.isEmpty()
                ? Mono.empty()
                : database.sql(LINK)
                        .bind(0, Columns.texts(keys, CaseKey::caseId))
                        .bind(1, Columns.texts(keys, CaseKey::key))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    @Override
    public Mono<List<String>> casesOf(Collection<String> keys) {
        return keys.isEmpty()
                ? Mono.just(List.of())
                : texts("SELECT DISTINCT case_id FROM case_key WHERE key = ANY($1)", keys);
    }

    @Override
    public Mono<Set<String>> excludedOf(Collection<String> keys) {
        return texts("SELECT key FROM exclusion WHERE excluded AND key = ANY($1)", keys)
                .map(found -> found.stream().collect(Collectors.toUnmodifiableSet()));
    }

    private Mono<List<String>> texts(String sql, Collection<String> keys) {
        return database.sql(sql)
                .bind(0, keys.toArray(String[]::new))
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList();
    }
}
