package io.countersign.simulator.replay;

import io.countersign.event.DecisionTrace;
import io.countersign.event.TracedReviewStep;
import io.countersign.event.TracedRouting;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a replay needs of a case's newest trace.
 *
 * @param version the trace's version
 * @param refused turned away at the door
 * @param predicted the prediction is in the trace
 * @param routed the routing is in the trace
 * @param automatic the lane is automatic
 * @param audited a random draw had a person look
 * @param verdicts accepted verdicts in the trace
 * @param resolved a review came to its end
 * @param decisions decisions in the trace
 * @param decided the newest decision is no longer held
 * @param decidedLabel its label
 * @param verdictLabel the first label that a person gave
 * @param truthKnown ground truth is in the trace
 */
record TraceSummary(
        long version,
        boolean refused,
        boolean predicted,
        boolean routed,
        boolean automatic,
        boolean audited,
        int verdicts,
        boolean resolved,
        int decisions,
        boolean decided,
        @Nullable String decidedLabel,
        @Nullable String verdictLabel,
        boolean truthKnown) {

    static TraceSummary of(DecisionTrace trace) {
        TracedRouting routing = trace.getRouting();
        return new TraceSummary(
                trace.getTraceVersion(),
                trace.getPrediction() == null && !trace.getRefusals().isEmpty(),
                trace.getPrediction() != null,
                routing != null,
                routing != null && routing.getLane().equals("automatic"),
                routing != null && routing.getAudit(),
                steps(trace, "verdict"),
                steps(trace, "resolution") > 0,
                trace.getDecisions().size(),
                !trace.getDecisions().isEmpty()
                        && !trace.getDecisions().getLast().getStatus().equals("held"),
                trace.getDecidedLabel(),
                trace.getReview().stream()
                        .filter(step -> step.getStep().equals("verdict"))
                        .map(TracedReviewStep::getLabel)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                trace.getOutcomes().stream()
                        .anyMatch(outcome -> outcome.getKind().equals("ground_truth")));
    }

    private static int steps(DecisionTrace trace, String step) {
        return (int) trace.getReview().stream()
                .filter(each -> each.getStep().equals(step))
                .count();
    }

    /** Whether a person is to look at the case. */
    boolean asksSomebody() {
        return routed && (!automatic || audited);
    }

    /** Whether everything but the outcome has happened. */
    boolean isDecided() {
        return refused || (predicted && routed && decided && (!asksSomebody() || resolved));
    }
}
