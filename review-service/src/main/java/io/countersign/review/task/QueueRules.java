package io.countersign.review.task;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a queue asks of its cases.
 *
 * @param tier 1, 2, or 3 for experts
 * @param blindFirst whether the model's answer stays hidden until the reviewer has judged or asked for it
 * @param permittedActions actions that a verdict may name; empty where any may
 * @param escalatesTo the queue that takes what cannot be decided here; null where this is the last one
 * @param sla within which a case is due where routing says nothing
 */
public record QueueRules(
        String name,
        int tier,
        boolean blindFirst,
        Set<String> permittedActions,
        @Nullable String escalatesTo,
        Duration sla) {

    public QueueRules {
        permittedActions = Set.copyOf(permittedActions);
    }

    /** What holds for a queue that nobody has set up. */
    static QueueRules standing(String name) {
        return new QueueRules(name, 1, true, Set.of(), null, Duration.ofDays(1));
    }

    boolean permits(@Nullable String action) {
        return action == null || permittedActions.isEmpty() || permittedActions.contains(action);
    }
}
