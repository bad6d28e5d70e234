package io.countersign.routing.policy;

import java.util.Arrays;
import java.util.Optional;

/** Where a case can go. */
public enum Lane {
    /** The machine decides. */
    AUTOMATIC,
    /** The machine acts, a person checks afterwards. */
    PROVISIONAL,
    /** Nothing happens until a person has decided. */
    REVIEW,
    /** Nothing happens until an expert has decided. */
    EXPERT;

    /** The name that policies and events use. */
    public String inPolicies() {
        return switch (this) {
            case AUTOMATIC -> "automatic";
            case PROVISIONAL -> "provisional";
            case REVIEW -> "review";
            case EXPERT -> "expert";
        };
    }

    /** Whether the machine acts before any person has looked. */
    public boolean machineActs() {
        return this == AUTOMATIC || this == PROVISIONAL;
    }

    /** The lane of that name. */
    public static Optional<Lane> find(String inPolicies) {
        return Arrays.stream(values())
                .filter(lane -> lane.inPolicies().equals(inPolicies))
                .findFirst();
    }
}
