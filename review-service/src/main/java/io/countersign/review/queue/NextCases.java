package io.countersign.review.queue;

import io.countersign.review.postgres.PostgresCases;
import io.countersign.review.postgres.Rows;
import io.countersign.review.task.Asker;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which cases come next for several reviewers who ask at once. Two statements, whatever the number of reviewers: the
 * first reads the heads of the shelves that any of them may take from and locks nothing; the second locks what they are
 * dealt. What somebody else takes in between is passed over: whoever was to get it asks {@link NextCase}.
 */
@Component
public class NextCases {

    static final String SEEN = """
            WITH asker AS MATERIALIZED (
              SELECT a.number, a.name, a.wanted::text[] AS wanted, coalesce(r.queues, a.queues::text[]) AS queues,
                coalesce(r.skills, a.skills::text[]) AS skills
              FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[])
                AS a (number, name, wanted, queues, skills) LEFT JOIN review_reviewer r ON r.name = a.name),
            shelf AS MATERIALIZED (
              SELECT s.shelf_id, now() + q.warn_before AS warned, array_agg(a.number) AS askers
              FROM asker a JOIN review_shelf s ON s.queue = ANY (a.queues) AND s.skills <@ a.skills
              JOIN review_queue q ON q.name = s.queue AND q.required_skills <@ a.skills
              WHERE (s.person IS NULL OR s.person = a.name)
              AND (cardinality(a.wanted) = 0 OR s.queue = ANY (a.wanted))
              GROUP BY s.shelf_id, q.warn_before)
            SELECT head.task_id, shelf.askers, head.due_at <= shelf.warned AS breaching, head.due_at, head.priority,
              head.place, head.not_for
            FROM shelf CROSS JOIN LATERAL (
              (SELECT * FROM review_task t WHERE t.shelf_id = shelf.shelf_id AND t.state = 'waiting'
                ORDER BY t.shelf_id, t.priority, t.place LIMIT $6)
              UNION ALL
              (SELECT * FROM review_task t WHERE t.shelf_id = shelf.shelf_id AND t.state = 'waiting'
                AND t.due_at <= shelf.warned ORDER BY t.shelf_id, t.due_at, t.place LIMIT $6)) head""";

    static final String LOCK = "WITH choice AS MATERIALIZED (SELECT * FROM review_task"
            + " WHERE task_id = ANY ($1) AND state = 'waiting' FOR UPDATE SKIP LOCKED)" + NextCase.AT_HAND;

    private final DatabaseClient database;

    NextCases(DatabaseClient database) {
        this.database = database;
    }

    /** The task of each asker, by their place in line; whoever gets nothing is left out. Locks nothing. */
    public Mono<Map<Integer, UUID>> deal(List<Asker> line) {
        return database.sql(SEEN)
                .bind(0, IntStream.range(0, line.size()).boxed().toArray(Integer[]::new))
                .bind(1, texts(line, Asker::reviewer))
                .bind(2, texts(line, asker -> PostgresCases.literal(asker.wanted())))
                .bind(
                        3,
                        texts(
                                line,
                                asker -> PostgresCases.literal(asker.defaults().queues())))
                .bind(
                        4,
                        texts(
                                line,
                                asker -> PostgresCases.literal(asker.defaults().skills())))
                .bind(5, line.size())
                .map(NextCases::waiting)
                .all()
                // The same case may be at the head by its due time and by its priority.
                .collectMap(WaitingCase::taskId, each -> each, LinkedHashMap::new)
                .map(waiting -> Deal.of(line, waiting.values()));
    }

    /** Locks those of the tasks that still wait and that nobody else is taking at this moment. */
    public Mono<Map<UUID, NextCase.Found>> lock(Collection<UUID> taskIds) {
        return taskIds.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(LOCK)
                        .bind(0, taskIds.toArray(UUID[]::new))
                        .map(NextCase::found)
                        .all()
                        .collectMap(NextCases::taskId);
    }

    private static UUID taskId(NextCase.Found found) {
        return UUID.fromString(found.atHand().review().task().facts().taskId());
    }

    private static WaitingCase waiting(Readable row) {
        return new WaitingCase(
                Rows.get(row, "task_id", UUID.class),
                Set.of(Rows.get(row, "askers", Integer[].class)),
                Rows.get(row, "breaching", Boolean.class),
                Rows.get(row, "due_at", Instant.class),
                Rows.get(row, "priority", Integer.class),
                Rows.get(row, "place", Long.class),
                Set.of(Rows.get(row, "not_for", String[].class)));
    }

    private static String[] texts(List<Asker> line, Function<Asker, String> value) {
        return line.stream().map(value).toArray(String[]::new);
    }
}
