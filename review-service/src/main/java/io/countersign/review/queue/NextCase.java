package io.countersign.review.queue;

import io.countersign.review.postgres.Rows;
import io.countersign.review.task.Asker;
import io.countersign.review.task.CaseAtHand;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which case comes next for a reviewer: about to breach first, then by priority, then the oldest. Two statements, and
 * both only ever read heads of indexes, so that a million waiting cases cost what none cost. The first looks at the head
 * of each shelf that the reviewer may take from and locks nothing; the second walks the shelves in the order of their
 * heads and locks the first case that nobody else is taking at this moment.
 */
@Component
public class NextCase {

    static final String HEADS = """
            WITH g AS MATERIALIZED (
              SELECT queues, skills FROM review_reviewer WHERE name = $1
              UNION ALL SELECT $2::text[], $3::text[] WHERE NOT EXISTS (SELECT 1 FROM review_reviewer WHERE name = $1))
            SELECT s.shelf_id, extract(epoch FROM due.due_at)::float8 AS due, head.priority, head.place,
              extract(epoch FROM now() + q.warn_before)::float8 AS warned
            FROM g JOIN review_shelf s ON s.queue = ANY (g.queues) AND s.skills <@ g.skills
            JOIN review_queue q ON q.name = s.queue AND q.required_skills <@ g.skills
            CROSS JOIN LATERAL (
              SELECT t.priority, t.place FROM review_task t
              WHERE t.shelf_id = s.shelf_id AND t.state = 'waiting' AND NOT ($1 = ANY (t.not_for))
              ORDER BY t.shelf_id, t.priority, t.place LIMIT 1) head
            LEFT JOIN LATERAL (
              SELECT t.due_at FROM review_task t
              WHERE t.shelf_id = s.shelf_id AND t.state = 'waiting' AND t.due_at <= now() + q.warn_before
              AND NOT ($1 = ANY (t.not_for))
              ORDER BY t.shelf_id, t.due_at, t.place LIMIT 1) due ON true
            WHERE (s.person IS NULL OR s.person = $1) AND (cardinality($4::text[]) = 0 OR s.queue = ANY ($4::text[]))""";

    /** A chosen task with its case and what may be shown of it, and the time after it was locked. */
    static final String AT_HAND =
            " SELECT " + Rows.TASK_COLUMNS + ", " + Rows.CASE_COLUMNS + ", clock_timestamp() AS now,"
                    + " p.shown, p.answer, ARRAY(SELECT l.label FROM review_label l WHERE l.model_id = p.model_id) AS labels"
                    + " FROM choice t JOIN review_case c ON c.case_id = t.case_id"
                    + " JOIN review_content p ON p.task_id = t.task_id";

    static final String TAKE = "WITH choice AS MATERIALIZED (SELECT * FROM ("
            + " SELECT t.* FROM unnest($2::int[], $3::float8[]) AS s (shelf_id, warned) CROSS JOIN LATERAL ("
            + "  SELECT * FROM review_task t WHERE t.shelf_id = s.shelf_id AND t.state = 'waiting'"
            + "  AND t.due_at <= to_timestamp(s.warned) AND NOT ($1 = ANY (t.not_for))"
            + "  ORDER BY t.shelf_id, t.due_at, t.place LIMIT 1 FOR UPDATE SKIP LOCKED) t"
            + " UNION ALL"
            + " SELECT t.* FROM unnest($4::int[]) AS s (shelf_id) CROSS JOIN LATERAL ("
            + "  SELECT * FROM review_task t WHERE t.shelf_id = s.shelf_id AND t.state = 'waiting'"
            + "  AND NOT ($1 = ANY (t.not_for))"
            + "  ORDER BY t.shelf_id, t.priority, t.place LIMIT 1 FOR UPDATE SKIP LOCKED) t"
            + " ) heads LIMIT 1)" + AT_HAND;

    private final DatabaseClient database;

    NextCase(DatabaseClient database) {
        this.database = database;
    }

    /** A case that is locked for its claim, and the database's time after locking. */
    public record Found(CaseAtHand atHand, Instant now) {}

    /** Locks the next case for the asker; empty where none waits that they may take. */
    public Mono<Found> lock(Asker asker) {
        return database.sql(HEADS)
                .bind(0, asker.reviewer())
                .bind(1, asker.defaults().queues().toArray(String[]::new))
                .bind(2, asker.defaults().skills().toArray(String[]::new))
                .bind(3, asker.wanted().toArray(String[]::new))
                .map(ShelfHead::of)
                .all()
                .collectList()
                .filter(heads -> !heads.isEmpty())
                .flatMap(heads -> take(asker.reviewer(), ShelfOrder.of(heads)));
    }

    private Mono<Found> take(String reviewer, ShelfOrder order) {
        return database.sql(TAKE)
                .bind(0, reviewer)
                .bind(1, order.breaching())
                .bind(2, order.warned())
                .bind(3, order.all())
                .map(NextCase::found)
                .one();
    }

    static Found found(Readable row) {
        var atHand = new CaseAtHand(
                Rows.review(row),
                Rows.get(row, "shown", String.class),
                Rows.get(row, "answer", String.class),
                List.of(Rows.get(row, "labels", String[].class)));
        return new Found(atHand, Rows.get(row, "now", Instant.class));
    }
}
