package io.countersign.ingest.postgres;

import io.countersign.ingest.outcome.KnownOutcome;
import io.countersign.ingest.outcome.OutcomeDoor;
import io.countersign.ingest.outcome.OutcomesAtDoor;
import io.countersign.ingest.prediction.CourseOfCase;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Outcomes that were taken in, by name. What is written joins the caller's transaction; the cases are locked. */
@Repository
public class OutcomeTable {

    private static final String KNOWN = """
            SELECT case_id, outcome_id, o.fingerprint,
                (SELECT count(*)::int FROM (
                    SELECT FROM outcome c WHERE c.case_id = asked.case_id AND c.kind = 'ground_truth'
                    LIMIT :most) AS first) AS truths,
                (SELECT count(*)::int FROM (
                    SELECT FROM outcome c WHERE c.case_id = asked.case_id AND c.kind IS DISTINCT FROM 'ground_truth'
                    LIMIT :most) AS first) AS objections
            FROM unnest(:cases::text[], :ids::text[]) AS asked (case_id, outcome_id)
            LEFT JOIN outcome o USING (case_id, outcome_id)""";

    private static final String ADD = """
            INSERT INTO outcome (case_id, outcome_id, fingerprint, kind, received_at)
            SELECT t.*, :receivedAt
            FROM unnest(:cases::text[], :ids::text[], :fingerprints::text[], :kinds::text[]) AS t""";

    private static final String OF_CASE = """
            SELECT outcome_id, kind, received_at, EXISTS (SELECT FROM prediction WHERE case_id = :case) AS case_is_there
            FROM outcome WHERE case_id = :case
            ORDER BY received_at DESC, outcome_id DESC LIMIT :limit""";

    private final DatabaseClient database;

    OutcomeTable(DatabaseClient database) {
        this.database = database;
    }

    /** What is in of each case that these speak of. */
    public Mono<Map<String, OutcomesAtDoor>> known(Collection<KnownOutcome.Name> names) {
        return names.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(KNOWN)
                        .bind("cases", Columns.texts(names, KnownOutcome.Name::caseId))
                        .bind("ids", Columns.texts(names, KnownOutcome.Name::outcomeId))
                        .bind("most", OutcomeDoor.MOST_OUTCOMES)
                        .map(OutcomeTable::asked)
                        .all()
                        .collectList()
                        .map(OutcomeTable::byCase);
    }

    private static Map<String, OutcomesAtDoor> byCase(List<Asked> rows) {
        var counted = new HashMap<String, Asked>();
        var fingerprints = new HashMap<String, Map<String, String>>();
        for (var row : rows) {
            counted.put(row.caseId(), row);
            if (row.fingerprint() != null) {
                fingerprints
                        .computeIfAbsent(row.caseId(), _ -> new HashMap<>())
                        .put(row.outcomeId(), row.fingerprint());
            }
        }
        var known = new HashMap<String, OutcomesAtDoor>();
        counted.forEach((caseId, row) -> known.put(
                caseId,
                new OutcomesAtDoor(row.truths(), row.objections(), fingerprints.getOrDefault(caseId, Map.of()))));
        return known;
    }

    private static Asked asked(Readable row) {
        return new Asked(
                Columns.text(row, "case_id"),
                Columns.text(row, "outcome_id"),
                row.get("fingerprint", String.class),
                Columns.number(row, "truths"),
                Columns.number(row, "objections"));
    }

    private record Asked(
            String caseId, String outcomeId, @Nullable String fingerprint, int truths, int objections) {}

    /** Adds outcomes. */
    public Mono<Void> add(List<KnownOutcome> outcomes, Instant receivedAt) {
        return outcomes.isEmpty()
                ? Mono.empty()
                : database.sql(ADD)
                        .bind("cases", Columns.texts(outcomes, KnownOutcome::caseId))
                        .bind("ids", Columns.texts(outcomes, KnownOutcome::outcomeId))
                        .bind("fingerprints", Columns.texts(outcomes, KnownOutcome::fingerprint))
                        .bind("kinds", Columns.texts(outcomes, KnownOutcome::kind))
                        .bind("receivedAt", receivedAt)
                        .then();
    }

    /** The outcomes of a case that are in, newest first. */
    public Flux<CourseOfCase.Arrived> ofCase(String caseId, int limit) {
        return database.sql(OF_CASE)
                .bind("case", caseId)
                .bind("limit", limit)
                .map(row -> CourseOfCase.Arrived.of(
                        Columns.text(row, "outcome_id"),
                        row.get("kind", String.class),
                        Columns.instant(row, "received_at"),
                        Boolean.TRUE.equals(row.get("case_is_there", Boolean.class))))
                .all();
    }
}
