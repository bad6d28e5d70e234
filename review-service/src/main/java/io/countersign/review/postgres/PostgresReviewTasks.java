package io.countersign.review.postgres;

import static io.countersign.review.postgres.Rows.CASE_COLUMNS;
import static io.countersign.review.postgres.Rows.TASK_COLUMNS;
import static io.countersign.review.postgres.Rows.optional;

import io.countersign.review.postgres.JudgedArrays.Judged;
import io.countersign.review.task.Review;
import io.countersign.review.task.ReviewEvent;
import io.countersign.review.task.ReviewEvent.VerdictGiven;
import io.countersign.review.task.ReviewTask;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tasks and the case file beside each. Every method joins the caller's transaction. */
@Component
public class PostgresReviewTasks {

    /** Cases first, then tasks: the order in which everybody locks them. A row's time is read after all are held. */
    private static final String LOAD = "WITH c AS MATERIALIZED (SELECT * FROM review_case WHERE case_id IN"
            + " (SELECT case_id FROM review_task WHERE task_id = ANY ($1)) ORDER BY case_id FOR UPDATE),"
            + " t AS MATERIALIZED (SELECT * FROM review_task WHERE task_id = ANY ($1)"
            + " AND (SELECT count(*) FROM c) > 0 ORDER BY task_id FOR UPDATE)"
            + " SELECT " + TASK_COLUMNS + ", " + CASE_COLUMNS + ", clock_timestamp() AS now"
            + " FROM t JOIN c ON c.case_id = t.case_id WHERE (SELECT count(*) FROM t) > 0";

    private static final String OPEN_OF_CASE = "SELECT " + TASK_COLUMNS + " FROM review_task t"
            + " WHERE t.case_id = $1 AND t.state IN ('waiting', 'claimed') ORDER BY t.task_id FOR UPDATE";

    private static final String LAPSED = "SELECT " + TASK_COLUMNS + ", " + CASE_COLUMNS + ", clock_timestamp() AS now"
            + " FROM review_task t JOIN review_case c USING (case_id)"
            + " WHERE t.state = 'claimed' AND t.lease_until <= clock_timestamp()"
            + " ORDER BY t.lease_until LIMIT $1 FOR UPDATE OF t SKIP LOCKED";

    private static final String SET_TASKS = """
            UPDATE review_task t SET state = n.state, seat = n.seat, token = n.token, holder = n.holder,
              claimed_at = n.claimed_at, lease_until = n.lease_until, revealed_at = n.revealed_at,
              not_for = n.not_for::text[], seen_by = n.seen_by::text[]
            FROM unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[], $5::text[], $6::timestamptz[],
              $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[])
              AS n (task_id, state, seat, token, holder, claimed_at, lease_until, revealed_at, not_for, seen_by)
            WHERE t.task_id = n.task_id""";

    /** The judge may not take another open task of the case either. */
    private static final String SET_ALL = """
            WITH v AS MATERIALIZED (
              SELECT * FROM unnest($11::uuid[], $12::int[], $13::bigint[], $14::text[], $15::text[], $16::text[],
                $17::text[], $18::text[], $19::bool[], $20::timestamptz[], $21::int[], $22::text[], $23::text[],
                $24::text[], $25::text[], $26::text[], $27::int[], $28::text[], $29::text[], $30::text[])
                AS v (task_id, seat, token, case_id, reviewer, verdict, label, action, blind, given_at,
                decision_revision, decided_label, decided_action, status, decided_by, decider,
                acted_revision, acted_label, acted_action, judged_by)),
            verdict AS (
              INSERT INTO review_verdict (task_id, seat, token, case_id, reviewer, verdict, label, action, blind, given_at)
              SELECT task_id, seat, token, case_id, reviewer, verdict, label, action, blind, given_at FROM v),
            file AS (
              UPDATE review_case c SET decision_revision = v.decision_revision, label = v.decided_label,
                action = v.decided_action, status = v.status, decided_by = v.decided_by, decider = v.decider,
                acted_revision = v.acted_revision, acted_label = v.acted_label, acted_action = v.acted_action,
                judged_by = v.judged_by::text[]
              FROM v WHERE c.case_id = v.case_id),
            others AS (
              UPDATE review_task o SET not_for = o.not_for || v.reviewer FROM v
              WHERE o.case_id = v.case_id AND o.task_id <> v.task_id
              AND o.state IN ('waiting', 'claimed') AND NOT (v.reviewer = ANY (o.not_for)))
            """ + SET_TASKS;

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

    /**
     * A task as it is to be written.
     *
     * @param events what changed it, since it was locked
     */
    public record Changed(Review review, List<ReviewEvent> events) {

        private @Nullable VerdictGiven verdict() {
            return events.stream()
                    .filter(VerdictGiven.class::isInstance)
                    .map(VerdictGiven.class::cast)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Locks the tasks and their cases; a task that there is not is left out. */
    public Mono<Map<UUID, Loaded>> load(Collection<UUID> taskIds) {
        return taskIds.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(LOAD)
                        .bind(0, taskIds.toArray(UUID[]::new))
                        .map(row -> new Loaded(Rows.review(row), Rows.get(row, "now", Instant.class)))
                        .all()
                        .collectMap(loaded ->
                                UUID.fromString(loaded.review().task().facts().taskId()));
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
        return save(List.of(new Changed(review, events)));
    }

    /** Writes tasks, and with a verdict their cases, as the events have left them. At most one task of a case has a verdict. */
    public Mono<Void> save(List<Changed> changed) {
        if (changed.isEmpty()) {
            return Mono.empty();
        }
        var tasks = changed.stream().map(c -> c.review().task()).toList();
        var judged = changed.stream()
                .flatMap(c -> Stream.ofNullable(c.verdict()).map(v -> new Judged(c.review(), v)))
                .toList();
        var written = judged.isEmpty()
                ? TaskArrays.bind(database.sql(SET_TASKS), tasks)
                : JudgedArrays.bind(TaskArrays.bind(database.sql(SET_ALL), tasks), judged);
        return move(changed).then(write(written, tasks.size()));
    }

    private Mono<Void> move(List<Changed> changed) {
        return Flux.fromIterable(changed)
                .concatMap(each -> Flux.fromIterable(each.events()).concatMap(event -> switch (event) {
                    case ReviewEvent.Escalated e -> move(each.review(), e.toQueue(), e.person());
                    case ReviewEvent.PassedOn e -> move(each.review(), e.toQueue(), null);
                    default -> Mono.empty();
                }))
                .then();
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

    private static Mono<Void> write(GenericExecuteSpec spec, int tasks) {
        return spec.fetch()
                .rowsUpdated()
                .filter(rows -> rows == tasks)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A task that was locked is gone")))
                .then();
    }
}
