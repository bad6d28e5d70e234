package io.countersign.review.postgres;

import static io.countersign.review.postgres.Rows.optional;

import io.countersign.review.task.CaseFile;
import io.countersign.review.task.KeyExclusion;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cases with their newest decisions and keys, and the keys that are excluded. Every method joins the caller's transaction. */
@Component
public class PostgresCases {

    /** Names the lock that keeps the opening of cases and the exclusion of their keys apart. */
    private static final long LEDGER_LOCK = 0x6c65_6467_6572L;

    private static final String OPEN_NEW = """
            INSERT INTO review_case (case_id, case_revision, routed, decision_revision, label, action, status, decided_by,
              decider, acted_revision, acted_label, acted_action, model_label, proposed_action, policy_name, policy_version,
              content_hash, item_keys, admitted_at)
            SELECT case_id, case_revision, routed, decision_revision, label, action, status, decided_by,
              decider, acted_revision, acted_label, acted_action, model_label, proposed_action, policy_name, policy_version,
              content_hash, item_keys::text[], admitted_at
            FROM unnest($1::text[], $2::int[], $3::bool[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[],
              $9::text[], $10::int[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::int[],
              $17::text[], $18::text[], $19::timestamptz[])
              AS n (case_id, case_revision, routed, decision_revision, label, action, status, decided_by,
              decider, acted_revision, acted_label, acted_action, model_label, proposed_action, policy_name, policy_version,
              content_hash, item_keys, admitted_at)
            ON CONFLICT (case_id) DO NOTHING RETURNING case_id""";

    private static final String ADD_KEYS = """
            INSERT INTO review_case_key (item_key, case_id) SELECT * FROM unnest($1::text[], $2::text[])
            ON CONFLICT DO NOTHING""";

    private static final String LOCK = "SELECT c.case_id, c.routed, " + Rows.CASE_COLUMNS
            + " FROM review_case c WHERE c.case_id = ANY ($1) ORDER BY c.case_id FOR UPDATE";

    private static final String LOCK_WITH_KEY = "SELECT c.case_id, c.routed, " + Rows.CASE_COLUMNS
            + " FROM review_case c WHERE c.case_id IN (SELECT k.case_id FROM review_case_key k WHERE k.item_key = ANY ($1))"
            + " AND c.item_keys && $1 ORDER BY c.case_id FOR UPDATE";

    private static final String REPLACE = """
            UPDATE review_case SET case_revision = $2, routed = $3, model_label = $4, proposed_action = $5,
              policy_name = $6, policy_version = $7, content_hash = $8, item_keys = $9, judged_by = $10,
              decision_revision = $11, label = $12, action = $13, status = $14, decided_by = $15, decider = $16,
              acted_revision = $17, acted_label = $18, acted_action = $19, admitted_at = $20
            WHERE case_id = $1""";

    private static final String DECIDE = """
            UPDATE review_case SET decision_revision = $2, label = $3, action = $4, status = $5, decided_by = $6,
              decider = $7, acted_revision = $8, acted_label = $9, acted_action = $10
            WHERE case_id = $1""";

    private static final String EXCLUDE = """
            INSERT INTO review_excluded_key (item_key, producer_seq, excluded, reason, changed_by, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (item_key) DO UPDATE
            SET producer_seq = $2, excluded = $3, reason = $4, changed_by = $5, changed_at = $6
            WHERE review_excluded_key.producer_seq < $2""";

    private final DatabaseClient database;

    PostgresCases(DatabaseClient database) {
        this.database = database;
    }

    /** @param routed whether routing's own word of it has arrived */
    public record Known(CaseFile file, boolean routed) {}

    /** A case with the keys of its item. */
    public record Keyed(CaseFile file, List<String> itemKeys, boolean routed) {}

    /** Many cases may be opened at once, but none while keys are being excluded: else both would miss each other. */
    public Mono<Void> besideTheLedger() {
        return ledgerLock("pg_advisory_xact_lock_shared");
    }

    /** Keys may be excluded while nobody opens a case. */
    public Mono<Void> insteadOfOpening() {
        return ledgerLock("pg_advisory_xact_lock");
    }

    /** Inserts those of the cases, all different, that are not known yet, and returns their ids. */
    public Mono<Set<String>> insertNew(List<Keyed> cases) {
        var sorted = cases.stream()
                .sorted((a, b) -> a.file().caseId().compareTo(b.file().caseId()))
                .toList();
        return CaseArrays.bind(database.sql(OPEN_NEW), sorted)
                .map(row -> Rows.get(row, "case_id", String.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** Remembers which keys lead to which case. */
    public Mono<Void> addKeys(List<Keyed> cases) {
        var keys = cases.stream().flatMap(c -> c.itemKeys().stream()).toArray(String[]::new);
        var ids = cases.stream()
                .flatMap(c -> c.itemKeys().stream().map(key -> c.file().caseId()))
                .toArray(String[]::new);
        return keys.length == 0
                ? Mono.empty()
                : database.sql(ADD_KEYS).bind(0, keys).bind(1, ids).then();
    }

    /** Locks the cases, in the order of their ids. */
    public Mono<List<Known>> lock(Collection<String> caseIds) {
        return caseIds.isEmpty()
                ? Mono.just(List.of())
                : known(LOCK, caseIds.stream().sorted().toArray(String[]::new));
    }

    /** Locks the cases whose present revision has one of the keys, in the order of their ids. */
    public Mono<List<Known>> lockWithKeys(Collection<String> keys) {
        return known(LOCK_WITH_KEY, keys.toArray(String[]::new));
    }

    /** Replaces what is known of a locked case. */
    public Mono<Void> replace(Keyed other) {
        var file = other.file();
        var spec = database.sql(REPLACE)
                .bind(0, file.caseId())
                .bind(1, file.caseRevision())
                .bind(2, other.routed())
                .bind(3, file.modelLabel())
                .bind(4, optional(String.class, file.proposedAction()))
                .bind(5, file.origin().policyName())
                .bind(6, file.origin().policyVersion())
                .bind(7, optional(String.class, file.origin().contentHash()))
                .bind(8, other.itemKeys().toArray(String[]::new))
                .bind(9, Rows.array(file.judgedBy()));
        return decision(spec, 10, file)
                .bind(19, optional(Instant.class, file.origin().admittedAt()))
                .then();
    }

    /** Writes the newest decision of a locked case. */
    public Mono<Void> decide(CaseFile file) {
        return decision(database.sql(DECIDE).bind(0, file.caseId()), 1, file).then();
    }

    /** Takes note of the state of a key; true where it is newer than what was known. */
    public Mono<Boolean> note(KeyExclusion exclusion) {
        return database.sql(EXCLUDE)
                .bind(0, exclusion.key())
                .bind(1, exclusion.producerSeq())
                .bind(2, exclusion.excluded())
                .bind(3, exclusion.reason())
                .bind(4, exclusion.changedBy())
                .bind(5, exclusion.changedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    /** Which of the keys are excluded, with who excluded each. */
    public Mono<List<KeyExclusion>> excluded(Collection<String> keys) {
        return keys.isEmpty()
                ? Mono.just(List.of())
                : database.sql("SELECT item_key, producer_seq, reason, changed_by, changed_at"
                                + " FROM review_excluded_key WHERE item_key = ANY ($1) AND excluded")
                        .bind(0, keys.toArray(String[]::new))
                        .map(row -> new KeyExclusion(
                                Rows.get(row, "item_key", String.class),
                                Rows.get(row, "producer_seq", Long.class),
                                true,
                                Rows.get(row, "reason", String.class),
                                Rows.get(row, "changed_by", String.class),
                                null,
                                Rows.get(row, "changed_at", Instant.class)))
                        .all()
                        .collectList();
    }

    /** Binds the newest decision and what was acted on: nine values. */
    private static GenericExecuteSpec decision(GenericExecuteSpec spec, int from, CaseFile file) {
        var newest = file.newest();
        var acted = file.actedOn();
        return spec.bind(from, newest.revision())
                .bind(from + 1, newest.label())
                .bind(from + 2, newest.action())
                .bind(from + 3, newest.status().word())
                .bind(from + 4, newest.decidedBy())
                .bind(from + 5, optional(String.class, newest.decider()))
                .bind(from + 6, optional(Integer.class, acted == null ? null : acted.revision()))
                .bind(from + 7, optional(String.class, acted == null ? null : acted.label()))
                .bind(from + 8, optional(String.class, acted == null ? null : acted.action()));
    }

    private Mono<List<Known>> known(String sql, String[] values) {
        return database.sql(sql)
                .bind(0, values)
                .map(row -> new Known(Rows.file(row), Rows.get(row, "routed", Boolean.class)))
                .all()
                .collectList();
    }

    private Mono<Void> ledgerLock(String function) {
        return database.sql("SELECT " + function + "($1)").bind(0, LEDGER_LOCK).then();
    }

    /** A text array as PostgreSQL writes it: arrays of arrays cannot be unnested one by one. */
    public static String literal(Collection<String> values) {
        return values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** The item's keys of a case; empty where it is not known. */
    public Flux<String> keysOf(String caseId) {
        return database.sql("SELECT unnest(item_keys) AS item_key FROM review_case WHERE case_id = $1")
                .bind(0, caseId)
                .map(row -> Rows.get(row, "item_key", String.class))
                .all();
    }
}
