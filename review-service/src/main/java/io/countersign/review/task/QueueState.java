package io.countersign.review.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A queue and what waits in it.
 *
 * @param depth how many cases wait
 * @param oldest when the longest waiting one was opened; null where none waits
 * @param nextDue when the next one is due; null where none waits
 * @param held how many are in somebody's hands
 */
public record QueueState(
        QueueSetup setup,
        long depth,
        @Nullable Instant oldest,
        @Nullable Instant nextDue,
        long held) {}
