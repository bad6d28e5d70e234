package io.countersign.review.postgres;

import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Decision;
import io.countersign.review.task.Purpose;
import io.countersign.review.task.Review;
import io.countersign.review.task.ReviewTask;
import io.countersign.review.task.ReviewTask.Closed;
import io.countersign.review.task.ReviewTask.Ending;
import io.countersign.review.task.ReviewTask.Waiting;
import io.countersign.review.task.TaskFacts;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows of the desk's tables as the domain's values, and back. */
public final class Rows {

    /**
     * Columns of {@code review_task t} and {@code review_case c} that make a {@link Review}. The case's revision is
     * renamed, for a task may be of an older one.
     */
    public static final String TASK_COLUMNS = """
            t.task_id, t.case_id, t.case_revision, t.purpose, t.queue, t.shelf_id, t.priority, t.due_at, t.opened_at,
            t.state, t.seat, t.token, t.holder, t.claimed_at, t.lease_until, t.revealed_at, t.not_for, t.seen_by""";

    public static final String CASE_COLUMNS = """
            c.case_revision AS file_revision, c.decision_revision, c.label, c.action, c.status, c.decided_by, c.decider,
            c.acted_revision, c.acted_label, c.acted_action, c.model_label, c.proposed_action, c.policy_name,
            c.policy_version, c.content_hash, c.admitted_at, c.judged_by""";

    public static Review review(Readable row) {
        return new Review(task(row), file(row));
    }

    static ReviewTask task(Readable row) {
        var facts = new TaskFacts(
                get(row, "task_id", UUID.class).toString(),
                get(row, "case_id", String.class),
                get(row, "case_revision", Integer.class),
                Purpose.of(get(row, "purpose", String.class)).orElseThrow(),
                get(row, "priority", Integer.class),
                get(row, "due_at", Instant.class),
                get(row, "opened_at", Instant.class));
        var waiting = new Waiting(
                facts,
                get(row, "queue", String.class),
                get(row, "seat", Integer.class),
                get(row, "token", Long.class),
                set(row, "not_for"),
                set(row, "seen_by"));
        return switch (get(row, "state", String.class)) {
            case "waiting" -> waiting;
            case "claimed" -> claimed(row, waiting);
            case String ending ->
                new Closed(
                        facts,
                        waiting.queue(),
                        waiting.seat(),
                        waiting.token(),
                        Ending.valueOf(ending.toUpperCase(Locale.ROOT)));
        };
    }

    static CaseFile file(Readable row) {
        var newest = new Decision(
                get(row, "decision_revision", Integer.class),
                get(row, "label", String.class),
                get(row, "action", String.class),
                Decision.Status.valueOf(get(row, "status", String.class).toUpperCase(Locale.ROOT)),
                get(row, "decided_by", String.class),
                row.get("decider", String.class),
                "",
                null);
        return new CaseFile(
                get(row, "case_id", String.class),
                get(row, "file_revision", Integer.class),
                newest,
                actedOn(row),
                get(row, "model_label", String.class),
                row.get("proposed_action", String.class),
                new CaseFile.Origin(
                        get(row, "policy_name", String.class),
                        get(row, "policy_version", Integer.class),
                        row.get("content_hash", String.class),
                        row.get("admitted_at", Instant.class)),
                set(row, "judged_by"));
    }

    /** A column that is never null. */
    public static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static String[] array(Collection<String> values) {
        return values.stream().sorted().toArray(String[]::new);
    }

    /** A value of each as an array, for one column of many rows. */
    static <S, T> T[] column(IntFunction<T[]> array, List<S> rows, Function<S, @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }

    /** A value that may be null, with the type that the driver then needs. */
    static <T> Parameter optional(Class<T> type, @Nullable T value) {
        return value == null ? Parameters.in(type) : Parameters.in(value);
    }

    static String state(ReviewTask task) {
        return switch (task) {
            case Waiting w -> "waiting";
            case ReviewTask.Claimed c -> "claimed";
            case Closed c -> c.ending().word();
        };
    }

    private static Set<String> set(Readable row, String column) {
        return Set.of(get(row, column, String[].class));
    }

    private static ReviewTask claimed(Readable row, Waiting before) {
        return new ReviewTask.Claimed(
                before,
                before.token(),
                get(row, "holder", String.class),
                get(row, "claimed_at", Instant.class),
                get(row, "lease_until", Instant.class),
                row.get("revealed_at", Instant.class));
    }

    private static @Nullable Decision actedOn(Readable row) {
        var revision = row.get("acted_revision", Integer.class);
        return revision == null
                ? null
                : new Decision(
                        revision,
                        get(row, "acted_label", String.class),
                        get(row, "acted_action", String.class),
                        Decision.Status.FINAL,
                        "",
                        null,
                        "",
                        null);
    }

    private Rows() {}
}
