package io.countersign.feedback.postgres;

import static io.countersign.feedback.postgres.Columns.column;
import static io.countersign.feedback.postgres.Columns.texts;

import io.countersign.feedback.Arrival;
import io.countersign.feedback.ProtectedGroups;
import java.util.Collection;
import java.util.HashMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Protected groups in a table of their own, which nothing reads. */
@Component
final class PostgresProtectedGroups implements ProtectedGroups {

    private static final String KEEP = """
            INSERT INTO protected_groups AS g (case_id, case_revision, event_id, groups)
            SELECT case_id, revision, event_id, groups::jsonb
            FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[]) AS u(case_id, revision, event_id, groups)
            ON CONFLICT (case_id, case_revision) DO UPDATE SET event_id = excluded.event_id, groups = excluded.groups
            WHERE excluded.event_id < g.event_id COLLATE "C\"""";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatabaseClient database;

    PostgresProtectedGroups(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> keep(Collection<Arrival.OfGroups> groups) {
        var byRevision = new HashMap<String, Arrival.OfGroups>();
        groups.forEach(each -> byRevision.merge(
                each.caseRevision() + "/" + each.caseId(),
                each,
                (one, other) -> one.eventId().compareTo(other.eventId()) <= 0 ? one : other));
        var rows = byRevision.values();
        return rows.isEmpty()
                ? Mono.empty()
                : database.sql(KEEP)
                        .bind(0, texts(rows, Arrival.OfGroups::caseId))
                        .bind(1, column(rows, Integer[]::new, Arrival.OfGroups::caseRevision))
                        .bind(2, texts(rows, Arrival.OfGroups::eventId))
                        .bind(3, texts(rows, each -> JSON.writeValueAsString(each.groups())))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }
}
