package io.countersign.ingest.postgres;

import io.countersign.ingest.deadletter.Settlement;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.refusal.KeptRefusal;
import io.countersign.ingest.refusal.RefusalFilter;
import io.countersign.ingest.refusal.RefusedItem;
import io.countersign.ingest.refusal.RefusedSubject;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was turned away. Everything joins the caller's transaction. */
@Repository
public class RefusalTable {

    private static final String ADD = """
            INSERT INTO refusal AS r (refusal_id, subject, kind, case_id, case_revision, fingerprint, content_hash, source,
                                      exclusion_key, faults, channel, refused_at, payload)
            SELECT refusal_id, subject, kind, case_id, case_revision, fingerprint, content_hash, source,
                   exclusion_key, faults::jsonb, channel, :refusedAt, decode(payload, 'hex')
            FROM unnest(:ids::text[], :subjects::text[], :kinds::text[], :cases::text[], :revisions::int[],
                        :fingerprints::text[], :contents::text[], :sources::text[], :keys::text[], :faults::text[],
                        :channels::text[], :payloads::text[]) WITH ORDINALITY
                 AS t (refusal_id, subject, kind, case_id, case_revision, fingerprint, content_hash, source,
                       exclusion_key, faults, channel, payload, n)
            ORDER BY n
            ON CONFLICT (fingerprint) WHERE state = 'open' DO UPDATE SET fingerprint = excluded.fingerprint
            RETURNING r.refusal_id, r.fingerprint""";

    private static final String RESOLVE = """
            UPDATE refusal r SET state = 'replayed', state_changed_at = :now, state_changed_by = :by
            FROM unnest(:fingerprints::text[]) AS t (fingerprint)
            WHERE r.fingerprint = t.fingerprint AND r.state = 'open'""";

    private static final String LIST = """
            SELECT * FROM refusal
            WHERE (:before = '' OR refusal_id < :before) AND (:subject = '' OR subject = :subject)
              AND (:kind = '' OR kind = :kind) AND (:state = '' OR state = :state) AND (:case = '' OR case_id = :case)
              AND (:key = '' OR exclusion_key = :key) AND (:source = '' OR source = :source)
            ORDER BY refusal_id DESC LIMIT :limit""";

    private static final String OPEN_OF_KEYS = """
            SELECT * FROM refusal
            WHERE exclusion_key = ANY(:keys) AND exclusion_key IS NOT NULL AND state = 'open'
            ORDER BY exclusion_key, refusal_id LIMIT :limit""";

    private static final String COUNT_OPEN_OF_KEYS = """
            SELECT count(*) AS open FROM refusal
            WHERE exclusion_key = ANY(:keys) AND exclusion_key IS NOT NULL AND state = 'open'""";

    private static final String SETTLE = """
            UPDATE refusal SET state = :state, state_changed_at = :now, state_changed_by = :by, note = :note
            WHERE refusal_id = :id AND state = 'open'""";

    private static final String FORGET_SETTLED = """
            DELETE FROM refusal WHERE refusal_id IN (
                SELECT refusal_id FROM refusal WHERE state <> 'open' AND state_changed_at < :before
                LIMIT :limit FOR UPDATE SKIP LOCKED)""";

    private static final TypeReference<List<Fault>> FAULTS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    RefusalTable(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Adds refusals; what is refused and open already stays the refusal that it is.
     *
     * @return the id of the refusal by fingerprint: an id of these items where it is new
     */
    public Mono<Map<String, String>> add(Collection<RefusedItem> items) {
        if (items.isEmpty()) {
            return Mono.just(Map.of());
        }
        // in the order of the unique index, so that two batches cannot lock each other out
        var byFingerprint = new TreeMap<String, RefusedItem>();
        items.forEach(item -> byFingerprint.putIfAbsent(item.fingerprint(), item));
        var rows = List.copyOf(byFingerprint.values());
        return database.sql(ADD)
                .bind("ids", Columns.texts(rows, RefusedItem::refusalId))
                .bind("subjects", Columns.texts(rows, it -> it.subject().word()))
                .bind("kinds", Columns.texts(rows, it -> it.refusal().kind()))
                .bind("cases", Columns.texts(rows, RefusedItem::caseId))
                .bind("revisions", Columns.numbers(rows, RefusedItem::caseRevision))
                .bind("fingerprints", Columns.texts(rows, RefusedItem::fingerprint))
                .bind("contents", Columns.texts(rows, RefusedItem::contentHash))
                .bind("sources", Columns.texts(rows, RefusedItem::source))
                .bind(
                        "keys",
                        Columns.texts(rows, it -> it.refusal().exclusionKey().orElse(null)))
                .bind(
                        "faults",
                        Columns.texts(
                                rows, it -> json.writeValueAsString(it.refusal().faults())))
                .bind("channels", Columns.texts(rows, RefusedItem::channel))
                .bind("payloads", Columns.texts(rows, it -> HexFormat.of().formatHex(it.payload())))
                .bind("refusedAt", rows.getFirst().refusedAt())
                .map(row -> Map.entry(Columns.text(row, "fingerprint"), Columns.text(row, "refusal_id")))
                .all()
                .collect(HashMap::new, (ids, it) -> ids.put(it.getKey(), it.getValue()));
    }

    /** What was refused and open under these fingerprints has now been taken in. */
    public Mono<Void> resolve(Collection<String> fingerprints, String by, Instant now) {
        return fingerprints.isEmpty()
                ? Mono.empty()
                : database.sql(RESOLVE)
                        .bind("fingerprints", fingerprints.stream().sorted().toArray(String[]::new))
                        .bind("by", by)
                        .bind("now", now)
                        .then();
    }

    /** One refusal. */
    public Mono<KeptRefusal> find(String id) {
        return database.sql("SELECT * FROM refusal WHERE refusal_id = :id")
                .bind("id", id)
                .map(this::kept)
                .one();
    }

    /** Refusals, newest first. */
    public Flux<KeptRefusal> list(RefusalFilter filter, int limit) {
        return database.sql(LIST)
                .bind("before", filter.before())
                .bind("subject", filter.subject())
                .bind("kind", filter.kind())
                .bind("state", filter.state())
                .bind("case", filter.caseId())
                .bind("key", filter.exclusionKey())
                .bind("source", filter.source())
                .bind("limit", limit)
                .map(this::kept)
                .all();
    }

    /** What is refused and open because of these keys, up to a limit. */
    public Flux<KeptRefusal> openOf(Collection<String> keys, int limit) {
        return database.sql(OPEN_OF_KEYS)
                .bind("keys", keys.toArray(String[]::new))
                .bind("limit", limit)
                .map(this::kept)
                .all();
    }

    /** How much is refused and open because of these keys. */
    public Mono<Long> countOpenOf(Collection<String> keys) {
        return database.sql(COUNT_OPEN_OF_KEYS)
                .bind("keys", keys.toArray(String[]::new))
                .map(row -> Columns.bigNumber(row, "open"))
                .one();
    }

    /** Settles an open refusal; false where it is not open. */
    public Mono<Boolean> settle(String id, Settlement settlement) {
        return database.sql(SETTLE)
                .bind("id", id)
                .bind("state", settlement.state())
                .bind("now", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, settlement.changedAt()))
                .bind("by", Parameters.in(R2dbcType.VARCHAR, settlement.changedBy()))
                .bind("note", Parameters.in(R2dbcType.VARCHAR, settlement.note()))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Deletes what was settled before then, some at once; tells how many. */
    public Mono<Long> forgetSettled(Instant before, int limit) {
        return database.sql(FORGET_SETTLED)
                .bind("before", before)
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    private KeptRefusal kept(Readable row) {
        return new KeptRefusal(
                Columns.text(row, "refusal_id"),
                RefusedSubject.of(Columns.text(row, "subject")).orElseThrow(),
                Columns.text(row, "kind"),
                Columns.text(row, "case_id"),
                Columns.number(row, "case_revision"),
                json.readValue(Columns.json(row, "faults"), FAULTS),
                row.get("exclusion_key", String.class),
                row.get("content_hash", String.class),
                row.get("source", String.class),
                Columns.text(row, "channel"),
                Columns.instant(row, "refused_at"),
                Objects.requireNonNull(Columns.bytes(row, "payload")),
                Columns.settlement(row));
    }
}
