package io.countersign.routing.http;

import io.countersign.routing.policy.CompiledPolicy;
import io.countersign.routing.policy.PublishedPolicy.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version as callers see it.
 *
 * @param approver null where platform-setup seeded it
 * @param active whether it is the one that routes
 * @param faults why it cannot route; empty for a version that can
 * @param document the policy as YAML; null in lists
 */
record PolicyView(
        String name,
        int version,
        String author,
        @Nullable String approver,
        Instant publishedAt,
        boolean active,
        List<Fault> faults,
        @Nullable String document) {

    static PolicyView of(Version version, boolean active) {
        return view(version, active, version.document());
    }

    static PolicyView withoutDocument(Version version, boolean active) {
        return view(version, active, null);
    }

    private static PolicyView view(Version version, boolean active, @Nullable String document) {
        return new PolicyView(
                version.id().name(),
                version.id().version(),
                version.author(),
                version.approver(),
                version.publishedAt(),
                active,
                Fault.of(version.compiled()),
                document);
    }

    /** One thing that is wrong: the line, the rule or section, and what. */
    record Fault(int line, String where, String message) {

        static List<Fault> of(CompiledPolicy compiled) {
            return switch (compiled) {
                case CompiledPolicy.Valid valid -> List.of();
                case CompiledPolicy.Invalid invalid ->
                    invalid.faults().stream()
                            .map(fault -> new Fault(fault.line(), fault.where(), fault.message()))
                            .toList();
            };
        }
    }
}
