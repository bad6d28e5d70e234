package io.countersign.review.task;

import java.util.Set;

/** What a reviewer may take: from which queues, with which skills. */
public record Grants(Set<String> queues, Set<String> skills) {

    public Grants {
        queues = Set.copyOf(queues);
        skills = Set.copyOf(skills);
    }
}
