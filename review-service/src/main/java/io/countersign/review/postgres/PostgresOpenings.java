package io.countersign.review.postgres;

import io.countersign.review.task.ReviewEvent.Opened;
import io.countersign.review.task.TaskContent;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens tasks, many in one statement, with the queue, the shelf and the content that they need. */
@Component
public class PostgresOpenings {

    private static final String MAKE_QUEUES = """
            INSERT INTO review_queue (name, tier, blind, escalates_to, sla, warn_before)
            SELECT n.name, n.tier, 'until_judgment', 'expert', interval '24 hours', interval '1 hour'
            FROM unnest($1::text[], $2::int[]) AS n (name, tier)
            WHERE NOT EXISTS (SELECT 1 FROM review_queue q WHERE q.name = n.name)
            ON CONFLICT DO NOTHING""";

    private static final String MAKE_SHELVES = """
            INSERT INTO review_shelf (queue, skills)
            SELECT n.queue, n.skills::text[] FROM unnest($1::text[], $2::text[]) AS n (queue, skills)
            WHERE NOT EXISTS (SELECT 1 FROM review_shelf s
              WHERE s.queue = n.queue AND s.skills = n.skills::text[] AND s.person IS NULL)
            ON CONFLICT DO NOTHING""";

    private static final String OPEN = """
            INSERT INTO review_task (task_id, case_id, case_revision, purpose, request_id, queue, shelf_id, priority,
              due_at, opened_at, state, not_for)
            SELECT n.task_id, n.case_id, n.case_revision, n.purpose, n.request_id, n.queue, s.shelf_id, n.priority,
              n.due_at, n.opened_at, 'waiting', n.not_for::text[]
            FROM unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
              $9::timestamptz[], $10::timestamptz[], $11::text[])
              AS n (task_id, case_id, case_revision, purpose, request_id, queue, skills, priority, due_at, opened_at, not_for)
            JOIN review_shelf s ON s.queue = n.queue AND s.skills = n.skills::text[] AND s.person IS NULL""";

    private static final String IS_NEW = """
            SELECT NOT EXISTS (SELECT 1 FROM review_task WHERE case_id = $1 AND request_id = $2) AS is_new""";

    private static final String KEEP_CONTENT = """
            INSERT INTO review_content (task_id, model_id, shown, answer)
            SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING""";

    private static final String ADD_LABELS = """
            INSERT INTO review_label (model_id, label)
            SELECT n.model_id, n.label FROM unnest($1::text[], $2::text[]) AS n (model_id, label)
            WHERE NOT EXISTS (SELECT 1 FROM review_label l WHERE l.model_id = n.model_id AND l.label = n.label)
            ON CONFLICT DO NOTHING""";

    private final DatabaseClient database;

    PostgresOpenings(DatabaseClient database) {
        this.database = database;
    }

    /**
     * A task to open.
     *
     * @param requestId names the request for repetition, within its case; null where routing asked
     * @param tier of the queue, should it have to be made
     * @param skills sorted
     */
    public record Opening(
            Opened opened, @Nullable String requestId, int tier, List<String> skills, TaskContent content) {

        private String queue() {
            return opened.queue();
        }
    }

    private record ModelLabel(String modelId, String label) {}

    private record ShelfKey(String queue, String skills) {}

    /** Opens the tasks. A queue that is not known is made with defaults, so that no case is lost. */
    public Mono<Void> open(List<Opening> openings) {
        return openings.isEmpty()
                ? Mono.empty()
                : makeQueues(openings)
                        .then(makeShelves(openings))
                        .then(addLabels(openings))
                        .then(openTasks(openings))
                        .then(keepContent(openings));
    }

    /** Whether no task was opened for this request yet. The lock on the case keeps the answer true. */
    public Mono<Boolean> isNew(String caseId, String requestId) {
        return database.sql(IS_NEW)
                .bind(0, caseId)
                .bind(1, requestId)
                .map(row -> Rows.get(row, "is_new", Boolean.class))
                .one();
    }

    private Mono<Void> makeQueues(List<Opening> openings) {
        Map<String, Integer> tiers = new LinkedHashMap<>();
        openings.stream()
                .sorted(Comparator.comparing(Opening::queue))
                .forEach(o -> tiers.putIfAbsent(o.queue(), o.tier()));
        return database.sql(MAKE_QUEUES)
                .bind(0, tiers.keySet().toArray(String[]::new))
                .bind(1, tiers.values().toArray(Integer[]::new))
                .then();
    }

    private Mono<Void> makeShelves(List<Opening> openings) {
        var shelves = openings.stream()
                .map(o -> new ShelfKey(o.queue(), PostgresCases.literal(o.skills())))
                .distinct()
                .sorted(Comparator.comparing(ShelfKey::queue).thenComparing(ShelfKey::skills))
                .toList();
        return database.sql(MAKE_SHELVES)
                .bind(0, shelves.stream().map(ShelfKey::queue).toArray(String[]::new))
                .bind(1, shelves.stream().map(ShelfKey::skills).toArray(String[]::new))
                .then();
    }

    private Mono<Void> openTasks(List<Opening> openings) {
        return database.sql(OPEN)
                .bind(0, ids(openings))
                .bind(1, texts(openings, o -> o.opened().facts().caseId()))
                .bind(
                        2,
                        openings.stream()
                                .map(o -> o.opened().facts().caseRevision())
                                .toArray(Integer[]::new))
                .bind(3, texts(openings, o -> o.opened().facts().purpose().word()))
                .bind(4, texts(openings, Opening::requestId))
                .bind(5, texts(openings, Opening::queue))
                .bind(6, texts(openings, o -> PostgresCases.literal(o.skills())))
                .bind(
                        7,
                        openings.stream()
                                .map(o -> o.opened().facts().priority())
                                .toArray(Integer[]::new))
                .bind(8, openings.stream().map(o -> o.opened().facts().dueAt()).toArray(Instant[]::new))
                .bind(
                        9,
                        openings.stream()
                                .map(o -> o.opened().facts().openedAt())
                                .toArray(Instant[]::new))
                .bind(10, texts(openings, o -> PostgresCases.literal(o.opened().notFor())))
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == openings.size())
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("Not every task could be opened")))
                .then();
    }

    private Mono<Void> keepContent(List<Opening> openings) {
        return database.sql(KEEP_CONTENT)
                .bind(0, ids(openings))
                .bind(1, texts(openings, o -> o.content().modelId()))
                .bind(2, texts(openings, o -> o.content().shown()))
                .bind(3, texts(openings, o -> o.content().answer()))
                .then();
    }

    private Mono<Void> addLabels(List<Opening> openings) {
        var fresh = openings.stream()
                .flatMap(o -> o.content().labels().stream()
                        .map(label -> new ModelLabel(o.content().modelId(), label)))
                .distinct()
                .sorted(Comparator.comparing(ModelLabel::modelId).thenComparing(ModelLabel::label))
                .toList();
        return fresh.isEmpty()
                ? Mono.empty()
                : database.sql(ADD_LABELS)
                        .bind(0, fresh.stream().map(ModelLabel::modelId).toArray(String[]::new))
                        .bind(1, fresh.stream().map(ModelLabel::label).toArray(String[]::new))
                        .then();
    }

    private static UUID[] ids(List<Opening> openings) {
        return openings.stream()
                .map(o -> UUID.fromString(o.opened().facts().taskId()))
                .toArray(UUID[]::new);
    }

    private static String[] texts(List<Opening> openings, Function<Opening, @Nullable String> value) {
        return openings.stream().map(value).toArray(String[]::new);
    }
}
