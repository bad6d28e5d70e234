package io.countersign.routing.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the compacted topic of policies holds under one key. */
public sealed interface PublishedPolicy {

    /**
     * An immutable version.
     *
     * @param document the policy as YAML
     * @param approver null where platform-setup seeded it
     * @param compiled what this service made of the document
     */
    record Version(
            Policy.Id id,
            String document,
            String author,
            @Nullable String approver,
            Instant publishedAt,
            CompiledPolicy compiled)
            implements PublishedPolicy {}

    /** Names the version that is active. */
    record Pointer(Policy.Id active, Instant publishedAt) implements PublishedPolicy {}
}
