package io.countersign.review.postgres;

import static io.countersign.review.postgres.Rows.column;

import io.countersign.review.task.ReviewTask;
import io.countersign.review.task.ReviewTask.Claimed;
import io.countersign.review.task.ReviewTask.Closed;
import io.countersign.review.task.ReviewTask.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Tasks as one array a column: ten of them, the first of the statement's parameters. */
final class TaskArrays {

    static GenericExecuteSpec bind(GenericExecuteSpec spec, List<ReviewTask> tasks) {
        return spec.bind(
                        0,
                        column(
                                UUID[]::new,
                                tasks,
                                t -> UUID.fromString(t.facts().taskId())))
                .bind(1, column(String[]::new, tasks, Rows::state))
                .bind(2, column(Integer[]::new, tasks, ReviewTask::seat))
                .bind(3, column(Long[]::new, tasks, ReviewTask::token))
                .bind(4, column(String[]::new, tasks, t -> held(t, Claimed::holder)))
                .bind(5, column(Instant[]::new, tasks, t -> held(t, Claimed::claimedAt)))
                .bind(6, column(Instant[]::new, tasks, t -> held(t, Claimed::leaseUntil)))
                .bind(7, column(Instant[]::new, tasks, t -> held(t, Claimed::revealedAt)))
                .bind(8, column(String[]::new, tasks, t -> names(t, Waiting::notFor)))
                .bind(9, column(String[]::new, tasks, t -> names(t, Waiting::seenBy)));
    }

    private static <T> @Nullable T held(ReviewTask task, Function<Claimed, @Nullable T> value) {
        return task instanceof Claimed claimed ? value.apply(claimed) : null;
    }

    /** A closed task is for nobody any more, so it says nothing of who may not take it. */
    private static String names(ReviewTask task, Function<Waiting, Set<String>> names) {
        return PostgresCases.literal(
                switch (task) {
                    case Waiting waiting -> names.apply(waiting);
                    case Claimed claimed -> names.apply(claimed.before());
                    case Closed closed -> Set.<String>of();
                });
    }

    private TaskArrays() {}
}
