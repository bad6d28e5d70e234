package io.countersign.routing.route;

import io.countersign.routing.policy.Desk;
import io.countersign.routing.policy.Policy;
import io.countersign.routing.policy.Rule;
import io.countersign.routing.signal.Signals;
import java.time.Instant;
import java.util.List;

/** Decides where a case goes. Pure: the same prediction, policy, key and time give the same route. */
public final class Router {

    private static final String AUDIT = "audit";

    private final Draws draws;

    public Router(Draws draws) {
        this.draws = draws;
    }

    /** Where the case goes, and why. */
    public RoutedCase route(Prediction prediction, Signals signals, PolicyInForce inForce, Instant now) {
        Policy policy = inForce.policy();
        Rule rule = policy.ruleFor(signals);
        Restraint restraint = rule.lane().machineActs() ? Restraint.on(prediction, inForce, now) : null;
        if (restraint != null) {
            Desk desk = policy.deskOf(policy.hold(), signals);
            return asked(prediction, new Route.Review(desk), policy, restraint.ruleId(), restraint.reason(), signals);
        }
        return switch (rule.lane()) {
            case AUTOMATIC -> automatic(prediction, signals, policy, rule);
            case PROVISIONAL -> {
                Desk desk = policy.deskOf(rule, signals);
                yield asked(prediction, new Route.Provisional(actionOf(rule, prediction), desk), policy, rule, signals);
            }
            case REVIEW -> asked(prediction, new Route.Review(policy.deskOf(rule, signals)), policy, rule, signals);
            case EXPERT -> asked(prediction, new Route.Expert(policy.deskOf(rule, signals)), policy, rule, signals);
        };
    }

    private RoutedCase automatic(Prediction prediction, Signals signals, Policy policy, Rule rule) {
        double rate = policy.audit().rate();
        Draw audit = draws.draw(AUDIT, prediction.caseId(), prediction.caseRevision(), rate);
        Route route = new Route.Automatic(
                actionOf(rule, prediction),
                rule.priority(),
                audit.selected() ? policy.audit().desk() : null);
        return new RoutedCase(prediction, route, policy, rule.id(), rule.reason(), signals, List.of(audit), rate);
    }

    /** A person looks for certain. */
    private static RoutedCase asked(
            Prediction prediction, Route route, Policy policy, String ruleId, String reason, Signals signals) {
        return new RoutedCase(prediction, route, policy, ruleId, reason, signals, List.of(), 1.0);
    }

    private static RoutedCase asked(Prediction prediction, Route route, Policy policy, Rule rule, Signals signals) {
        return asked(prediction, route, policy, rule.id(), rule.reason(), signals);
    }

    private static String actionOf(Rule rule, Prediction prediction) {
        String action = rule.action();
        return action == null ? prediction.answer().action() : action;
    }
}
