package io.countersign.routing.route;

import io.countersign.routing.policy.Policy;
import io.countersign.routing.signal.Signals;
import java.util.List;

/**
 * A decision about one case, with everything it rests on.
 *
 * @param ruleId the rule that fired, or the restraint that held the case
 * @param reason why, in words
 * @param draws every draw that was made
 * @param propensity probability that a person was going to look, 0..1
 */
public record RoutedCase(
        Prediction prediction,
        Route route,
        Policy policy,
        String ruleId,
        String reason,
        Signals signals,
        List<Draw> draws,
        double propensity) {}
