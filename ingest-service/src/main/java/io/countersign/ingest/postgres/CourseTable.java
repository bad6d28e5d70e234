package io.countersign.ingest.postgres;

import io.countersign.ingest.prediction.CaseRevision;
import io.countersign.ingest.prediction.CourseOfCase.Decided;
import io.countersign.ingest.prediction.CourseOfCase.Revision;
import io.countersign.ingest.prediction.CourseOfCase.Routing;
import io.countersign.ingest.prediction.CourseOfCase.Taken;
import io.countersign.ingest.prediction.DecidedCase;
import io.countersign.ingest.prediction.RoutedCase;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of predictions that were taken in: where they went, what was decided. Any order, any repetition. */
@Repository
public class CourseTable {

    private static final String ROUTED = """
            INSERT INTO routed_case (case_id, case_revision, lane, queue, routed_at)
            SELECT case_id, case_revision, lane, queue, routed_at::timestamptz
            FROM unnest(:cases::text[], :revisions::int[], :lanes::text[], :queues::text[], :routedAts::text[])
                 AS t (case_id, case_revision, lane, queue, routed_at)
            ON CONFLICT DO NOTHING""";

    private static final String DECIDED = """
            INSERT INTO newest_decision AS d
                (case_id, case_revision, decision_revision, status, label, action, decided_by, decided_at)
            SELECT case_id, case_revision, decision_revision, status, label, action, decided_by, decided_at::timestamptz
            FROM unnest(:cases::text[], :revisions::int[], :decisionRevisions::int[], :statuses::text[], :labels::text[],
                        :actions::text[], :decidedBys::text[], :decidedAts::text[])
                 AS t (case_id, case_revision, decision_revision, status, label, action, decided_by, decided_at)
            ON CONFLICT (case_id, case_revision) DO UPDATE
            SET decision_revision = excluded.decision_revision, status = excluded.status, label = excluded.label,
                action = excluded.action, decided_by = excluded.decided_by, decided_at = excluded.decided_at
            WHERE d.decision_revision < excluded.decision_revision""";

    private static final String COURSE = """
            SELECT case_revision, p.content_hash, p.source, p.channel, p.received_at, r.lane, r.queue, r.routed_at,
                   d.decision_revision, d.status, d.label, d.action, d.decided_by, d.decided_at
            FROM (SELECT * FROM prediction WHERE case_id = :case) p
            FULL JOIN (SELECT * FROM routed_case WHERE case_id = :case) r USING (case_revision)
            FULL JOIN (SELECT * FROM newest_decision WHERE case_id = :case) d USING (case_revision)
            ORDER BY case_revision""";

    private final DatabaseClient database;

    CourseTable(DatabaseClient database) {
        this.database = database;
    }

    /** Notes where cases went; the first word counts. */
    public Mono<Void> noteRouted(Collection<RoutedCase> cases) {
        return cases.isEmpty()
                ? Mono.empty()
                : database.sql(ROUTED)
                        .bind("cases", Columns.texts(cases, RoutedCase::caseId))
                        .bind("revisions", Columns.numbers(cases, RoutedCase::caseRevision))
                        .bind("lanes", Columns.texts(cases, RoutedCase::lane))
                        .bind("queues", Columns.texts(cases, RoutedCase::queue))
                        .bind(
                                "routedAts",
                                Columns.texts(cases, it -> it.routedAt().toString()))
                        .then();
    }

    /** Notes what was decided; the highest decision revision of each revision of a case counts. */
    public Mono<Void> noteDecided(Collection<DecidedCase> decided) {
        if (decided.isEmpty()) {
            return Mono.empty();
        }
        var newest = new LinkedHashMap<CaseRevision, DecidedCase>();
        decided.forEach(it -> newest.merge(it.name(), it, CourseTable::later));
        var rows = List.copyOf(newest.values());
        return database.sql(DECIDED)
                .bind("cases", Columns.texts(rows, DecidedCase::caseId))
                .bind("revisions", Columns.numbers(rows, it -> it.decision().caseRevision()))
                .bind(
                        "decisionRevisions",
                        Columns.numbers(rows, it -> it.decision().decisionRevision()))
                .bind("statuses", Columns.texts(rows, it -> it.decision().status()))
                .bind("labels", Columns.texts(rows, it -> it.decision().label()))
                .bind("actions", Columns.texts(rows, it -> it.decision().action()))
                .bind("decidedBys", Columns.texts(rows, it -> it.decision().decidedBy()))
                .bind("decidedAts", Columns.texts(rows, it -> it.decidedAt().toString()))
                .then();
    }

    private static DecidedCase later(DecidedCase one, DecidedCase other) {
        return other.decision().decisionRevision() > one.decision().decisionRevision() ? other : one;
    }

    /** What is known of each revision of the case, refusals apart; lowest first. */
    public Flux<Revision> course(String caseId) {
        return database.sql(COURSE)
                .bind("case", caseId)
                .map(row -> Revision.of(
                        Columns.number(row, "case_revision"), taken(row), routing(row), decided(row), List.of()))
                .all();
    }

    private static @Nullable Taken taken(Readable row) {
        return row.get("content_hash") == null
                ? null
                : new Taken(
                        Columns.text(row, "content_hash"),
                        Columns.text(row, "source"),
                        Columns.text(row, "channel"),
                        Columns.instant(row, "received_at"));
    }

    private static @Nullable Routing routing(Readable row) {
        return row.get("lane") == null
                ? null
                : new Routing(
                        Columns.text(row, "lane"), row.get("queue", String.class), Columns.instant(row, "routed_at"));
    }

    private static @Nullable Decided decided(Readable row) {
        return row.get("decision_revision") == null
                ? null
                : new Decided(
                        Columns.number(row, "decision_revision"),
                        Columns.text(row, "status"),
                        Columns.text(row, "label"),
                        Columns.text(row, "action"),
                        Columns.text(row, "decided_by"),
                        Columns.instant(row, "decided_at"));
    }
}
