package io.countersign.review;

import io.countersign.review.task.Asker;
import io.countersign.review.task.ReviewCommand;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a reviewer asks for in one request. */
sealed interface Turn {

    /** Who claims the next case with it; null where none is asked for. */
    @Nullable
    Asker asker();

    /** @param command made from the database's time, read while the task is locked */
    record Act(
            UUID taskId,
            Function<Instant, ReviewCommand> command,
            @Nullable Asker asker) implements Turn {}

    /** Nothing but the next case. */
    record Ask(Asker asker) implements Turn {}
}
