package io.countersign.feedback.http;

import io.countersign.feedback.ReadTraces.VersionedTrace;
import io.countersign.feedback.trace.Decision;
import io.countersign.feedback.trace.Outcome;
import io.countersign.feedback.trace.Prediction;
import io.countersign.feedback.trace.Refusal;
import io.countersign.feedback.trace.ReviewStep;
import io.countersign.feedback.trace.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trace as JSON, with the names that it has on {@code hitl.decision.trace.v1}. */
record TraceView(
        String caseId,
        int caseRevision,
        Instant occurredAt,
        long traceVersion,
        String digest,
        String state,
        @Nullable PredictionView prediction,
        @Nullable RoutingView routing,
        List<ReviewStepView> review,
        List<DecisionView> decisions,
        List<OutcomeView> outcomes,
        List<RefusalView> refusals,
        @Nullable String decidedLabel,
        @Nullable String trueLabel,
        List<String> excludedKeys,
        List<Integer> supersededRevisions) {

    static TraceView of(VersionedTrace found) {
        var trace = found.trace();
        return new TraceView(
                trace.caseId(),
                trace.caseRevision(),
                trace.occurredAt(),
                found.version(),
                found.digest(),
                trace.state().word(),
                trace.prediction() == null ? null : PredictionView.of(trace.prediction()),
                trace.routing() == null ? null : RoutingView.of(trace.routing()),
                trace.review().stream().map(ReviewStepView::of).toList(),
                trace.decisions().stream().map(DecisionView::of).toList(),
                trace.outcomes().stream().map(OutcomeView::of).toList(),
                trace.refusals().stream().map(RefusalView::of).toList(),
                trace.decidedLabel(),
                trace.trueLabel(),
                trace.excludedKeys(),
                trace.supersededRevisions());
    }

    record PredictionView(
            Instant occurredAt,
            Instant scoredAt,
            String source,
            String modelId,
            String modelVersion,
            boolean candidate,
            String label,
            double confidence,
            @Nullable String proposedAction,
            String contentHash,
            @Nullable String contentReference,
            Map<String, String> slices,
            @Nullable String unitId,
            @Nullable Double value) {

        static PredictionView of(Prediction said) {
            return new PredictionView(
                    said.occurredAt(),
                    said.scoredAt(),
                    said.source(),
                    said.modelId(),
                    said.modelVersion(),
                    said.candidate(),
                    said.label(),
                    said.confidence(),
                    said.proposedAction(),
                    said.contentHash(),
                    said.contentReference(),
                    said.slices(),
                    said.unitId(),
                    said.value());
        }
    }

    record RoutingView(
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
            List<Routing.Signal> signals,
            List<Routing.Draw> draws,
            double propensity,
            boolean audit,
            List<Routing.ShadowLane> shadowLanes) {

        static RoutingView of(Routing routing) {
            return new RoutingView(
                    routing.at(),
                    routing.lane(),
                    routing.action(),
                    routing.queue(),
                    routing.priority(),
                    routing.tier(),
                    routing.dueAt(),
                    routing.policyName(),
                    routing.policyVersion(),
                    routing.ruleId(),
                    routing.reason(),
                    routing.calibratedConfidence(),
                    routing.calibrationVersion(),
                    routing.signals(),
                    routing.draws(),
                    routing.propensity(),
                    routing.audit(),
                    routing.shadowLanes());
        }
    }

    record ReviewStepView(
            Instant at,
            int caseRevision,
            long producerSeq,
            String taskId,
            String step,
            String purpose,
            String queue,
            int seat,
            long token,
            @Nullable String actor,
            @Nullable String verdict,
            @Nullable String label,
            @Nullable String category,
            boolean blind,
            @Nullable Long decideMillis) {

        static ReviewStepView of(ReviewStep step) {
            return new ReviewStepView(
                    step.at(),
                    step.caseRevision(),
                    step.producerSeq(),
                    step.taskId(),
                    step.step(),
                    step.purpose(),
                    step.queue(),
                    step.seat(),
                    step.token(),
                    step.actor(),
                    step.verdict(),
                    step.label(),
                    step.category(),
                    step.blind(),
                    step.decideMillis());
        }
    }

    record DecisionView(
            Instant at,
            int caseRevision,
            int decisionRevision,
            String label,
            String action,
            String status,
            String decidedBy,
            @Nullable String decider,
            @Nullable Integer correctsRevision) {

        static DecisionView of(Decision decision) {
            return new DecisionView(
                    decision.at(),
                    decision.caseRevision(),
                    decision.decisionRevision(),
                    decision.label(),
                    decision.action(),
                    decision.status(),
                    decision.decidedBy(),
                    decision.decider(),
                    decision.correctsRevision());
        }
    }

    record OutcomeView(
            Instant at,
            String outcomeId,
            String kind,
            @Nullable String label,
            String source) {

        static OutcomeView of(Outcome outcome) {
            return new OutcomeView(
                    outcome.at(), outcome.outcomeId(), outcome.kind(), outcome.label(), outcome.source());
        }
    }

    record RefusalView(Instant at, int caseRevision, String kind, String refusalId, List<Refusal.Fault> faults) {

        static RefusalView of(Refusal refusal) {
            return new RefusalView(
                    refusal.at(), refusal.caseRevision(), refusal.kind(), refusal.refusalId(), refusal.faults());
        }
    }
}
