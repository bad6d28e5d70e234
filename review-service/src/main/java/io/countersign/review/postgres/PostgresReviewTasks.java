package io.countersign.review.postgres;

import static io.countersign.review.postgres.Rows.CASE_COLUMNS;
import static io.countersign.review.postgres.Rows.TASK_COLUMNS;
import static io.countersign.review.postgres.Rows.array;
import static io.countersign.review.postgres.Rows.optional;

import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Review;
import io.countersign.review.task.ReviewEvent;
import io.countersign.review.task.ReviewTask;
import io.countersign.review.task.ReviewTask.Claimed;
import io.countersign.review.task.ReviewTask.Closed;
import io.countersign.review.task.ReviewTask.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tasks and the case file beside each. Every method joins the caller's transaction. */
@Component
public class PostgresReviewTasks {

    /** The case first, then the task: the order in which everybody locks them. The time is read after both are held. */
    private static final String LOAD = "WITH c AS MATERIALIZED (SELECT * FROM review_case WHERE case_id ="
            + " (SELECT case_id FROM review_task WHERE task_id = $1) FOR UPDATE),"
            + " t AS MATERIALIZED (SELECT * FROM review_task WHERE task_id = $1"
            + " AND (SELECT count(*) FROM c) = 1 FOR UPDATE)"
            + " SELECT " + TASK_COLUMNS + ", " + CASE_COLUMNS + ", clock_timestamp() AS now FROM t, c";

    private static final String OPEN_OF_CASE = "SELECT " + TASK_COLUMNS + " FROM review_task t"
            + " WHERE t.case_id = $1 AND t.state IN ('waiting', 'claimed') ORDER BY t.task_id FOR UPDATE";

    private static final String LAPSED = "SELECT " + TASK_COLUMNS + ", " + CASE_COLUMNS + ", clock_timestamp() AS now"
            + " FROM review_task t JOIN review_case c USING (case_id)"
            + " WHERE t.state = 'claimed' AND t.lease_until <= clock_timestamp()"
            + " ORDER BY t.lease_until LIMIT $1 FOR UPDATE OF t SKIP LOCKED";

    private static final String SET_TASK = """
            UPDATE review_task SET state = $2, seat = $3, token = $4, holder = $5, claimed_at = $6, lease_until = $7,
            revealed_at = $8, not_for = $9, seen_by = $10 WHERE task_id = $1""";

    /** The judge may not take another open task of the case either. */
    private static final String SET_ALL = """
            WITH verdict AS (
              INSERT INTO review_verdict (task_id, seat, token, case_id, reviewer, verdict, label, action, blind, given_at)
              VALUES ($1, $11, $12, $13, $14, $15, $16, $17, $18, $19)),
            file AS (
              UPDATE review_case SET decision_revision = $20, label = $21, action = $22, status = $23, decided_by = $24,
              decider = $25, acted_revision = $26, acted_label = $27, acted_action = $28, judged_by = $29
              WHERE case_id = $13),
            others AS (
              UPDATE review_task SET not_for = not_for || $14::text WHERE case_id = $13 AND task_id <> $1
              AND state IN ('waiting', 'claimed') AND NOT ($14 = ANY (not_for)))
            """ + SET_TASK;

    private static final String MAKE_SHELF = """
            INSERT INTO review_shelf (queue, skills, person)
            SELECT $2, s.skills, $3 FROM review_task t JOIN review_shelf s USING (shelf_id) WHERE t.task_id = $1
            ON CONFLICT DO NOTHING""";

    private static final String MOVE = """
            UPDATE review_task t SET queue = $2, shelf_id = other.shelf_id
            FROM review_shelf s, review_shelf other
            WHERE t.task_id = $1 AND s.shelf_id = t.shelf_id
            AND other.queue = $2 AND other.skills = s.skills AND other.person IS NOT DISTINCT FROM $3""";

    private final DatabaseClient database;

    PostgresReviewTasks(DatabaseClient database) {
        this.database = database;
    }

    /** A task, its case, and the database's time at which both were held. */
    public record Loaded(Review review, Instant now) {}

    /** Locks the task and its case; empty where there is no such task. */
    public Mono<Loaded> load(UUID taskId) {
        return database.sql(LOAD)
                .bind(0, taskId)
                .map(row -> new Loaded(Rows.review(row), Rows.get(row, "now", Instant.class)))
                .one();
    }

    /** Locks the open tasks of a case that the caller has locked. */
    public Flux<ReviewTask> openOf(String caseId) {
        return database.sql(OPEN_OF_CASE).bind(0, caseId).map(Rows::task).all();
    }

    /** Locks tasks whose lease has lapsed, the longest lapsed first, passing over those that somebody else has locked. */
    public Mono<List<Loaded>> lapsed(int limit) {
        return database.sql(LAPSED)
                .bind(0, limit)
                .map(row -> new Loaded(Rows.review(row), Rows.get(row, "now", Instant.class)))
                .all()
                .collectList();
    }

    /** Writes the task, and with a verdict the case, as the events have left them. */
    public Mono<Void> save(Review review, List<ReviewEvent> events) {
        ReviewEvent.VerdictGiven verdict = null;
        Mono<Void> moved = Mono.empty();
        for (var event : events) {
            switch (event) {
                case ReviewEvent.VerdictGiven given -> verdict = given;
                case ReviewEvent.Escalated e -> moved = move(review, e.toQueue(), e.person());
                case ReviewEvent.PassedOn e -> moved = move(review, e.toQueue(), null);
                default -> {}
            }
        }
        return moved.then(verdict == null ? write(task(SET_TASK, review.task())) : write(all(review, verdict)));
    }

    private Mono<Void> move(Review review, String queue, @Nullable String person) {
        var id = UUID.fromString(review.task().facts().taskId());
        return Flux.just(MAKE_SHELF, MOVE)
                .concatMap(sql -> database.sql(sql)
                        .bind(0, id)
                        .bind(1, queue)
                        .bind(2, optional(String.class, person))
                        .then())
                .then();
    }

    private GenericExecuteSpec all(Review review, ReviewEvent.VerdictGiven verdict) {
        var facts = review.task().facts();
        var file = review.file();
        var judgment = verdict.judgment();
        var spec = task(SET_ALL, review.task())
                .bind(10, verdict.seat())
                .bind(11, verdict.token())
                .bind(12, facts.caseId())
                .bind(13, verdict.reviewer())
                .bind(14, verdict.word().word())
                .bind(15, optional(String.class, judgment.label()))
                .bind(16, optional(String.class, judgment.action()))
                .bind(17, verdict.blind())
                .bind(18, verdict.at());
        return decision(spec, 19, file).bind(28, array(file.judgedBy()));
    }

    /** Binds the newest decision and what was acted on: nine values. */
    static GenericExecuteSpec decision(GenericExecuteSpec spec, int from, CaseFile file) {
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

    private GenericExecuteSpec task(String sql, ReviewTask task) {
        var claimed = task instanceof Claimed held ? held : null;
        var before = switch (task) {
            case Waiting waiting -> waiting;
            case Claimed held -> held.before();
            case Closed closed -> null;
        };
        return database.sql(sql)
                .bind(0, UUID.fromString(task.facts().taskId()))
                .bind(1, Rows.state(task))
                .bind(2, task.seat())
                .bind(3, task.token())
                .bind(4, optional(String.class, claimed == null ? null : claimed.holder()))
                .bind(5, optional(Instant.class, claimed == null ? null : claimed.claimedAt()))
                .bind(6, optional(Instant.class, claimed == null ? null : claimed.leaseUntil()))
                .bind(7, optional(Instant.class, claimed == null ? null : claimed.revealedAt()))
                .bind(8, array(before == null ? Set.of() : before.notFor()))
                .bind(9, array(before == null ? Set.of() : before.seenBy()));
    }

    private static Mono<Void> write(GenericExecuteSpec spec) {
        return spec.fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A task that was locked is gone")))
                .then();
    }
}
