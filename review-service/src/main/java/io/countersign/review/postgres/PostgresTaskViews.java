package io.countersign.review.postgres;

import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.GivenVerdict;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tasks to look at: nothing is locked, nothing changes. */
@Component
public class PostgresTaskViews {

    private static final String VIEW = "SELECT " + Rows.TASK_COLUMNS + ", " + Rows.CASE_COLUMNS
            + ", p.shown, p.answer, ARRAY(SELECT l.label FROM review_label l WHERE l.model_id = p.model_id) AS labels"
            + " FROM review_task t JOIN review_case c USING (case_id) JOIN review_content p USING (task_id)";

    private static final String VERDICTS = """
            SELECT seat, token, reviewer, verdict, label, action, blind, given_at FROM review_verdict
            WHERE task_id = $1 ORDER BY seat""";

    private final DatabaseClient database;

    PostgresTaskViews(DatabaseClient database) {
        this.database = database;
    }

    /** The task; empty where there is none. */
    public Mono<CaseAtHand> find(UUID taskId) {
        return database.sql(VIEW + " WHERE t.task_id = $1")
                .bind(0, taskId)
                .map(PostgresTaskViews::view)
                .one();
    }

    /** The tasks of a case, the oldest first. */
    public Flux<CaseAtHand> ofCase(String caseId) {
        return database.sql(VIEW + " WHERE t.case_id = $1 ORDER BY t.place LIMIT 100")
                .bind(0, caseId)
                .map(PostgresTaskViews::view)
                .all();
    }

    /** What the reviewer holds now, the oldest claim first. */
    public Flux<CaseAtHand> heldBy(String reviewer) {
        return database.sql(VIEW + " WHERE t.state = 'claimed' AND t.holder = $1 AND t.lease_until > now()"
                        + " ORDER BY t.claimed_at LIMIT 100")
                .bind(0, reviewer)
                .map(PostgresTaskViews::view)
                .all();
    }

    /** The verdicts on a task, by seat. */
    public Mono<List<GivenVerdict>> verdicts(UUID taskId) {
        return database.sql(VERDICTS)
                .bind(0, taskId)
                .map(PostgresTaskViews::verdict)
                .all()
                .collectList();
    }

    /** Whether any task of the case is still open. */
    public Mono<Boolean> isOpen(String caseId) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM review_task WHERE case_id = $1"
                        + " AND state IN ('waiting', 'claimed')) AS is_open")
                .bind(0, caseId)
                .map(row -> Rows.get(row, "is_open", Boolean.class))
                .one();
    }

    private static CaseAtHand view(Readable row) {
        return new CaseAtHand(
                Rows.review(row),
                Rows.get(row, "shown", String.class),
                Rows.get(row, "answer", String.class),
                List.of(Rows.get(row, "labels", String[].class)));
    }

    private static GivenVerdict verdict(Readable row) {
        return new GivenVerdict(
                Rows.get(row, "seat", Integer.class),
                Rows.get(row, "token", Long.class),
                Rows.get(row, "reviewer", String.class),
                Rows.get(row, "verdict", String.class),
                row.get("label", String.class),
                row.get("action", String.class),
                Rows.get(row, "blind", Boolean.class),
                Rows.get(row, "given_at", Instant.class));
    }
}
