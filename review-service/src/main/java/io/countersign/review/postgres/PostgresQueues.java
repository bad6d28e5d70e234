package io.countersign.review.postgres;

import static io.countersign.review.postgres.Rows.optional;

import io.countersign.review.task.Grants;
import io.countersign.review.task.QueueRules;
import io.countersign.review.task.QueueSetup;
import io.countersign.review.task.QueueState;
import io.countersign.review.task.Queues;
import io.countersign.review.task.ReviewerGrants;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Queues, and who may take from them. */
@Component
public class PostgresQueues {

    private static final String RULES = "SELECT name, tier, blind, permitted_actions, escalates_to,"
            + " extract(epoch FROM sla)::int8 AS sla FROM review_queue";

    private static final String DESK = """
            SELECT q.name, q.tier, q.blind, q.required_skills, q.permitted_actions, q.escalates_to,
              extract(epoch FROM q.sla)::int8 AS sla, extract(epoch FROM q.warn_before)::int8 AS warn_before,
              coalesce(w.depth, 0) AS depth, w.oldest, w.next_due, coalesce(h.held, 0) AS held
            FROM review_queue q
            LEFT JOIN (SELECT queue, count(*) AS depth, min(opened_at) AS oldest, min(due_at) AS next_due
              FROM review_task WHERE state = 'waiting' GROUP BY queue) w ON w.queue = q.name
            LEFT JOIN (SELECT queue, count(*) AS held FROM review_task WHERE state = 'claimed' GROUP BY queue) h
              ON h.queue = q.name
            ORDER BY q.name""";

    private static final String SET_UP = """
            INSERT INTO review_queue (name, tier, blind, required_skills, permitted_actions, escalates_to, sla, warn_before)
            VALUES ($1, $2, $3, $4, $5, $6, make_interval(secs => $7), make_interval(secs => $8))
            ON CONFLICT (name) DO UPDATE SET tier = $2, blind = $3, required_skills = $4, permitted_actions = $5,
            escalates_to = $6, sla = make_interval(secs => $7), warn_before = make_interval(secs => $8)""";

    private static final String GRANT = """
            INSERT INTO review_reviewer (name, skills, queues, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (name) DO UPDATE SET skills = $2, queues = $3, changed_by = $4, changed_at = $5""";

    private static final String LACKS = """
            WITH g AS (
              SELECT queues, skills FROM review_reviewer WHERE name = $1
              UNION ALL SELECT $2::text[], $3::text[] WHERE NOT EXISTS (SELECT 1 FROM review_reviewer WHERE name = $1)),
            at AS (
              SELECT q.name, q.required_skills || s.skills AS skills
              FROM review_task t JOIN review_shelf s USING (shelf_id) JOIN review_queue before ON before.name = t.queue
              JOIN review_queue q ON q.name = coalesce($5, before.escalates_to) WHERE t.task_id = $4)
            SELECT 'the queue ''' || at.name || '''' AS what FROM at, g WHERE NOT at.name = ANY (g.queues)
            UNION SELECT 'the skill ''' || skill || '''' FROM at, g, unnest(at.skills) AS skill
            WHERE NOT skill = ANY (g.skills)
            ORDER BY what""";

    private final DatabaseClient database;

    PostgresQueues(DatabaseClient database) {
        this.database = database;
    }

    /** The rules of every queue. */
    public Mono<Queues> rules() {
        return database.sql(RULES)
                .map(PostgresQueues::rulesOf)
                .all()
                .collect(Collectors.toMap(QueueRules::name, queue -> queue))
                .map(Queues::new);
    }

    /** Every queue with what waits in it, by name. */
    public Flux<QueueState> states() {
        return database.sql(DESK).map(PostgresQueues::state).all();
    }

    /** Sets the queue up, new or other than it was. */
    public Mono<Void> setUp(QueueSetup queue) {
        return database.sql(SET_UP)
                .bind(0, queue.rules().name())
                .bind(1, queue.rules().tier())
                .bind(2, queue.rules().blindFirst() ? "until_judgment" : "none")
                .bind(3, Rows.array(queue.requiredSkills()))
                .bind(4, Rows.array(queue.rules().permittedActions()))
                .bind(5, optional(String.class, queue.rules().escalatesTo()))
                .bind(6, (double) queue.rules().sla().toSeconds())
                .bind(7, (double) queue.warnBefore().toSeconds())
                .then();
    }

    /** What was granted to the reviewer; empty where nobody has set it. */
    public Mono<Grants> grants(String reviewer) {
        return database.sql("SELECT skills, queues FROM review_reviewer WHERE name = $1")
                .bind(0, reviewer)
                .map(PostgresQueues::grantsOf)
                .one();
    }

    /**
     * What a person is not granted and would need to take the task from the queue, in words.
     *
     * @param defaults what they are granted where nobody has set it
     * @param queue null for the next tier of the queue that it is in
     */
    public Mono<List<String>> lacks(String person, Grants defaults, UUID taskId, @Nullable String queue) {
        return database.sql(LACKS)
                .bind(0, person)
                .bind(1, Rows.array(defaults.queues()))
                .bind(2, Rows.array(defaults.skills()))
                .bind(3, taskId)
                .bind(4, optional(String.class, queue))
                .map(row -> Rows.get(row, "what", String.class))
                .all()
                .collectList();
    }

    /** Everybody whose grants were set, by name. */
    public Flux<ReviewerGrants> reviewers() {
        return database.sql("SELECT name, skills, queues, changed_by, changed_at FROM review_reviewer ORDER BY name")
                .map(row -> new ReviewerGrants(
                        Rows.get(row, "name", String.class),
                        grantsOf(row),
                        Rows.get(row, "changed_by", String.class),
                        Rows.get(row, "changed_at", Instant.class)))
                .all();
    }

    /** Sets a reviewer's grants. */
    public Mono<Void> grant(ReviewerGrants reviewer) {
        return database.sql(GRANT)
                .bind(0, reviewer.name())
                .bind(1, Rows.array(reviewer.grants().skills()))
                .bind(2, Rows.array(reviewer.grants().queues()))
                .bind(3, reviewer.changedBy())
                .bind(4, reviewer.changedAt())
                .then();
    }

    private static Grants grantsOf(Readable row) {
        return new Grants(strings(row, "queues"), strings(row, "skills"));
    }

    private static QueueRules rulesOf(Readable row) {
        return new QueueRules(
                Rows.get(row, "name", String.class),
                Rows.get(row, "tier", Short.class),
                Rows.get(row, "blind", String.class).equals("until_judgment"),
                strings(row, "permitted_actions"),
                row.get("escalates_to", String.class),
                Duration.ofSeconds(Rows.get(row, "sla", Long.class)));
    }

    private static QueueState state(Readable row) {
        var setup = new QueueSetup(
                rulesOf(row),
                strings(row, "required_skills"),
                Duration.ofSeconds(Rows.get(row, "warn_before", Long.class)));
        return new QueueState(
                setup,
                Rows.get(row, "depth", Long.class),
                row.get("oldest", Instant.class),
                row.get("next_due", Instant.class),
                Rows.get(row, "held", Long.class));
    }

    private static Set<String> strings(Readable row, String column) {
        return new TreeSet<>(List.of(Rows.get(row, column, String[].class)));
    }

    /** Names of queues out of those given that are not set up. */
    public Mono<List<String>> unknown(Collection<String> names) {
        return database.sql(
                        "SELECT n FROM unnest($1) AS n WHERE NOT EXISTS (SELECT 1 FROM review_queue WHERE name = n)")
                .bind(0, names.toArray(String[]::new))
                .map(row -> Rows.get(row, "n", String.class))
                .all()
                .collectList();
    }
}
