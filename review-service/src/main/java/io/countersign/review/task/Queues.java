package io.countersign.review.task;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The queues of the desk, by name. */
public record Queues(Map<String, QueueRules> byName) {

    public Queues {
        byName = Map.copyOf(byName);
    }

    /** The rules of the queue; what is not known is blind first and the last of its line. */
    public QueueRules of(String name) {
        var known = byName.get(name);
        return known == null ? QueueRules.standing(name) : known;
    }

    /** The rules of the queue; null where there is no such queue. */
    @Nullable
    QueueRules find(String name) {
        return byName.get(name);
    }
}
