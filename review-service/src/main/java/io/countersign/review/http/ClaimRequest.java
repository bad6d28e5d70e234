package io.countersign.review.http;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer wants the next case.
 *
 * @param queues to take from; missing or empty for all that the reviewer may see
 */
record ClaimRequest(@Nullable List<@Nullable String> queues) {

    static Set<String> wanted(@Nullable List<@Nullable String> queues) {
        new Checks().names(queues, "queues", 100).orRefuse();
        return queues == null ? Set.of() : Set.copyOf(queues);
    }
}
