package io.countersign.ingest.postgres;

import io.countersign.ingest.refusal.RefusedItem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
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
}
