package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a case was routed.
 *
 * @param lane {@code automatic}, {@code provisional}, {@code review} or {@code expert}
 * @param propensity probability that a person was going to look, 0..1
 * @param audit whether an automatic case was drawn for review
 */
public record Routing(
        Instant at,
        String lane,
        String action,
        @Nullable String queue,
        int priority,
        int tier,
        @Nullable Instant dueAt,
        String policyName,
        int policyVersion,
        String ruleId,
        String reason,
        @Nullable Double calibratedConfidence,
        @Nullable String calibrationVersion,
        List<Signal> signals,
        List<Draw> draws,
        double propensity,
        boolean audit,
        List<ShadowLane> shadowLanes) {

    public static final String AUTOMATIC = "automatic";

    public Routing {
        signals = List.copyOf(signals);
        draws = List.copyOf(draws);
        shadowLanes = List.copyOf(shadowLanes);
    }

    public boolean isAutomatic() {
        return AUTOMATIC.equals(lane);
    }

    /** The policy as {@code name@version}. */
    public String policy() {
        return policyName + "@" + policyVersion;
    }

    /** What one signal said; neither number nor text where it was missing. */
    public record Signal(
            String name, @Nullable Double number, @Nullable String text) {}

    /** One reproducible draw. */
    public record Draw(String purpose, double value, String keyId, double probability, boolean selected) {}

    /** What a policy without effect would have done. */
    public record ShadowLane(String policyName, int policyVersion, String lane, String ruleId) {}
}
