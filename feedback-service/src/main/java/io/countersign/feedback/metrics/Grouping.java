package io.countersign.feedback.metrics;

import java.util.Optional;

/** By what metrics are split. */
public sealed interface Grouping {

    /** Not at all: one group, named {@code all}. */
    record Whole() implements Grouping {}

    record ByModelVersion() implements Grouping {}

    /** By {@code name@version} of the policy. */
    record ByPolicyVersion() implements Grouping {}

    /** By queue; cases that nobody was asked about are in the group {@code none}. */
    record ByQueue() implements Grouping {}

    record ByLane() implements Grouping {}

    /** By the value of a slice; cases without it are in the group {@code none}. */
    record BySlice(String name) implements Grouping {}

    /** The grouping of that name, as the API has it; empty where there is none. */
    static Optional<Grouping> named(String name) {
        return switch (name) {
            case "" -> Optional.of(new Whole());
            case "modelVersion" -> Optional.of(new ByModelVersion());
            case "policyVersion" -> Optional.of(new ByPolicyVersion());
            case "queue" -> Optional.of(new ByQueue());
            case "lane" -> Optional.of(new ByLane());
            default ->
                name.startsWith("slice:") && name.length() > "slice:".length()
                        ? Optional.of(new BySlice(name.substring("slice:".length())))
                        : Optional.empty();
        };
    }
}
