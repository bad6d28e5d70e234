package io.countersign.routing.kafka;

import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.Draw;
import io.countersign.event.PredictionScored;
import io.countersign.event.Signal;
import io.countersign.kit.ids.Ids;
import io.countersign.routing.policy.Desk;
import io.countersign.routing.policy.Recorded;
import io.countersign.routing.route.Explanations;
import io.countersign.routing.route.Prediction;
import io.countersign.routing.route.Route;
import io.countersign.routing.route.RoutedCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Domain in, Avro out. */
final class RoutedCases {

    private static final int MACHINE_TIER = 0;
    private static final int FIRST_DECISION = 1;

    /** The routed case, which carries the prediction along. */
    static CaseRouted caseRouted(PredictionScored scored, RoutedCase routed, Instant now) {
        Desk desk = routed.route().desk();
        return CaseRouted.newBuilder()
                .setEventId(Ids.next())
                .setCaseId(scored.getCaseId())
                .setCaseRevision(scored.getCaseRevision())
                .setOccurredAt(now)
                .setPrediction(scored.getPrediction())
                .setContentHash(scored.getContentHash())
                .setLane(routed.route().lane().inPolicies())
                .setAction(routed.route().action())
                .setQueue(desk == null ? null : desk.queue())
                .setPriority(desk == null ? routed.route().priority() : desk.priority())
                .setTier(desk == null ? MACHINE_TIER : desk.tier())
                .setDueAt(desk == null ? null : now.plus(desk.dueIn()))
                .setDecideBy(routed.prediction().decideBy())
                .setRequiredSkills(scored.getPrediction().getRequiredSkills())
                .setPolicyName(routed.policy().id().name())
                .setPolicyVersion(routed.policy().id().version())
                .setRuleId(routed.ruleId())
                .setReason(routed.reason())
                .setSignals(signals(routed))
                .setCalibratedConfidence(null)
                .setCalibrationVersion(null)
                .setDraws(draws(routed))
                .setPropensity(routed.propensity())
                .setAudit(routed.route() instanceof Route.Automatic automatic && automatic.auditDesk() != null)
                .setShadowLanes(List.of())
                .setStandingDecision(scored.getStandingDecision())
                .setScoredAt(scored.getReceivedAt())
                .build();
    }

    /** The first decision about the case's revision. */
    static DecisionMade decisionMade(PredictionScored scored, RoutedCase routed, Instant now) {
        return DecisionMade.newBuilder()
                .setEventId(Ids.next())
                .setCaseId(scored.getCaseId())
                .setCaseRevision(scored.getCaseRevision())
                .setOccurredAt(now)
                .setProducerSeq(null)
                .setDecisionRevision(FIRST_DECISION)
                .setLabel(scored.getPrediction().getLabel())
                .setAction(routed.route().action())
                .setStatus(status(routed.route()))
                .setDecidedBy("model")
                .setDecider(decider(routed))
                .setExplanation(Explanations.of(routed))
                .setCorrects(null)
                .setContentHash(scored.getContentHash())
                .setPolicyName(routed.policy().id().name())
                .setPolicyVersion(routed.policy().id().version())
                .build();
    }

    private static String status(Route route) {
        return switch (route) {
            case Route.Automatic automatic -> "final";
            case Route.Provisional provisional -> "provisional";
            case Route.Review review -> "held";
            case Route.Expert expert -> "held";
        };
    }

    private static @Nullable String decider(RoutedCase routed) {
        Prediction.Model model = routed.prediction().model();
        return routed.route().lane().machineActs() ? model.id() + "@" + model.version() : null;
    }

    private static List<Signal> signals(RoutedCase routed) {
        List<Signal> signals = new ArrayList<>();
        for (Recorded recorded : routed.policy().record()) {
            Object value = recorded.reading().valueIn(routed.signals());
            if (value != null || recorded.alsoMissing()) {
                signals.add(new Signal(
                        recorded.reading().name(),
                        value instanceof Double number ? number : null,
                        value instanceof String text ? text : null));
            }
        }
        return signals;
    }

    private static List<Draw> draws(RoutedCase routed) {
        return routed.draws().stream()
                .map(draw -> new Draw(draw.purpose(), draw.value(), draw.keyId(), draw.probability(), draw.selected()))
                .toList();
    }

    private RoutedCases() {}
}
