package io.countersign.review.task;

import java.util.Set;

/**
 * Who asks for a case, and for what.
 *
 * @param wanted queues to take from; empty for all that the reviewer may see
 * @param defaults what the reviewer may take where nobody has set it
 */
public record Asker(String reviewer, Set<String> wanted, Grants defaults) {

    public Asker {
        wanted = Set.copyOf(wanted);
    }
}
