package io.countersign.ingest.refusal;

import io.countersign.ingest.fault.Fault;
import java.util.List;
import java.util.Optional;

/** Why something is turned away. */
public sealed interface Refusal {

    /** Fields of it are wrong. */
    record Invalid(List<Fault> faults) implements Refusal {}

    /** It contradicts what was taken in before. */
    record Conflict(Fault fault) implements Refusal {}

    /** Its item is excluded, by this key. */
    record Excluded(String key) implements Refusal {}

    /** The word for it in events and in the API. */
    default String kind() {
        return switch (this) {
            case Invalid _ -> "invalid";
            case Conflict _ -> "conflict";
            case Excluded _ -> "excluded";
        };
    }

    /** The wrong fields; empty where it is excluded. */
    default List<Fault> faults() {
        return switch (this) {
            case Invalid invalid -> invalid.faults();
            case Conflict conflict -> List.of(conflict.fault());
            case Excluded _ -> List.of();
        };
    }

    /** The key that is excluded. */
    default Optional<String> exclusionKey() {
        return this instanceof Excluded excluded ? Optional.of(excluded.key()) : Optional.empty();
    }
}
