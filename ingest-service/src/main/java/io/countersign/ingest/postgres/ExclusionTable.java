package io.countersign.ingest.postgres;

import io.countersign.ingest.exclusion.Exclusion;
import io.countersign.ingest.exclusion.Exclusion.State;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The exclusion ledger: how each key stands, and every entry that ever was. Writes join the caller's transaction. */
@Repository
public class ExclusionTable {

    private static final String IN_FORCE = """
            SELECT exclusion_key FROM exclusion
            WHERE exclusion_key = ANY(:keys) AND state = 'excluded' AND (expires_at IS NULL OR expires_at > :now)""";

    /** A key that is new gets a row to lock; the entry that is about to be written fills it. */
    private static final String LOCK_OR_ADD = """
            INSERT INTO exclusion AS e (exclusion_key, change_no, state, reason, changed_by, changed_at)
            SELECT exclusion_key, 0, 'restored', '', '', 'epoch'
            FROM unnest(:keys::text[]) WITH ORDINALITY AS t (exclusion_key, n) ORDER BY n
            ON CONFLICT (exclusion_key) DO UPDATE SET change_no = e.change_no
            RETURNING e.*""";

    private static final String LOCK_KNOWN = """
            SELECT * FROM exclusion WHERE exclusion_key = ANY(:keys) ORDER BY exclusion_key COLLATE "C" FOR UPDATE""";

    private static final String LOCK_RUN_OUT = """
            SELECT * FROM exclusion WHERE state = 'excluded' AND expires_at <= :now
            ORDER BY exclusion_key COLLATE "C" LIMIT :limit FOR UPDATE SKIP LOCKED""";

    private static final String WRITE = """
            WITH entry AS (
                SELECT * FROM unnest(:keys::text[], :changeNos::int[], :states::text[], :reasons::text[], :changedBys::text[],
                                     :notes::text[], :changedAts::text[]::timestamptz[], :expiresAts::text[]::timestamptz[],
                                     :cases::text[])
                    AS t (exclusion_key, change_no, state, reason, changed_by, notes, changed_at, expires_at, case_id)
            ), added AS (
                INSERT INTO exclusion_history SELECT * FROM entry
            )
            UPDATE exclusion e
            SET change_no = t.change_no, state = t.state, reason = t.reason, changed_by = t.changed_by, notes = t.notes,
                changed_at = t.changed_at, expires_at = t.expires_at, case_id = t.case_id
            FROM (SELECT DISTINCT ON (exclusion_key) * FROM entry ORDER BY exclusion_key, change_no DESC) t
            WHERE e.exclusion_key = t.exclusion_key""";

    private static final String HISTORY = """
            SELECT * FROM exclusion_history WHERE exclusion_key = :key ORDER BY change_no""";

    private static final String LIST = """
            SELECT * FROM exclusion
            WHERE exclusion_key > :after AND (:state = '' OR state = :state) AND (:reason = '' OR reason = :reason)
            ORDER BY exclusion_key LIMIT :limit""";

    private static final String FIND = "SELECT * FROM exclusion WHERE exclusion_key = ANY(:keys)";

    private final DatabaseClient database;

    ExclusionTable(DatabaseClient database) {
        this.database = database;
    }

    /** The keys among these that are turned away now. */
    public Mono<Set<String>> inForce(Collection<String> keys, Instant now) {
        return keys.isEmpty()
                ? Mono.just(Set.of())
                : database.sql(IN_FORCE)
                        .bind("keys", keys.toArray(String[]::new))
                        .bind("now", now)
                        .map(row -> Columns.text(row, "exclusion_key"))
                        .all()
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Locks the keys, known or not, for entries that will be written for each that is new. */
    public Mono<Map<String, Exclusion>> lockForExclusion(SortedSet<String> keys) {
        return entries(database.sql(LOCK_OR_ADD).bind("keys", keys.toArray(String[]::new)))
                .filter(it -> it.changeNo() > 0)
                .collectMap(Exclusion::key);
    }

    /** Locks those of the keys that the ledger knows. */
    public Mono<Map<String, Exclusion>> lockKnown(SortedSet<String> keys) {
        return entries(database.sql(LOCK_KNOWN).bind("keys", keys.toArray(String[]::new)))
                .collectMap(Exclusion::key);
    }

    /** Locks up to {@code limit} exclusions whose time has run out and that nobody else is at. */
    public Mono<List<Exclusion>> lockRunOut(Instant now, int limit) {
        return entries(database.sql(LOCK_RUN_OUT).bind("now", now).bind("limit", limit))
                .collectList();
    }

    /** Adds entries; their keys are locked. */
    public Mono<Void> write(List<Exclusion> entries) {
        return entries.isEmpty()
                ? Mono.empty()
                : database.sql(WRITE)
                        .bind("keys", Columns.texts(entries, Exclusion::key))
                        .bind("changeNos", Columns.numbers(entries, Exclusion::changeNo))
                        .bind("states", Columns.texts(entries, it -> word(it.state())))
                        .bind("reasons", Columns.texts(entries, Exclusion::reason))
                        .bind("changedBys", Columns.texts(entries, Exclusion::changedBy))
                        .bind("notes", Columns.texts(entries, Exclusion::notes))
                        .bind(
                                "changedAts",
                                Columns.texts(entries, it -> it.changedAt().toString()))
                        .bind(
                                "expiresAts",
                                Columns.texts(
                                        entries,
                                        it -> it.expiresAt() == null
                                                ? null
                                                : it.expiresAt().toString()))
                        .bind("cases", Columns.texts(entries, Exclusion::caseId))
                        .then();
    }

    /** Every entry of the key, oldest first. */
    public Flux<Exclusion> history(String key) {
        return entries(database.sql(HISTORY).bind("key", key));
    }

    /** The newest entry of each of these keys that the ledger knows. */
    public Flux<Exclusion> find(Collection<String> keys) {
        return entries(database.sql(FIND).bind("keys", keys.toArray(String[]::new)));
    }

    /**
     * The newest entry of each key, in the order of the keys.
     *
     * @param after the key to go on behind; empty for the beginning
     * @param state {@code excluded} or {@code restored}; empty for both
     * @param reason a reason; empty for all
     */
    public Flux<Exclusion> list(String after, String state, String reason, int limit) {
        return entries(database.sql(LIST)
                .bind("after", after)
                .bind("state", state)
                .bind("reason", reason)
                .bind("limit", limit));
    }

    private static Flux<Exclusion> entries(DatabaseClient.GenericExecuteSpec query) {
        return query.map(ExclusionTable::entry).all();
    }

    private static Exclusion entry(Readable row) {
        return new Exclusion(
                Columns.text(row, "exclusion_key"),
                Columns.number(row, "change_no"),
                State.valueOf(Columns.text(row, "state").toUpperCase(Locale.ROOT)),
                Columns.text(row, "reason"),
                Columns.text(row, "changed_by"),
                row.get("notes", String.class),
                Columns.instant(row, "changed_at"),
                row.get("expires_at", Instant.class),
                row.get("case_id", String.class));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
