package io.countersign.feedback.kafka;

import io.countersign.event.DecisionTrace;
import io.countersign.event.Draw;
import io.countersign.event.FieldFault;
import io.countersign.event.ShadowLane;
import io.countersign.event.Signal;
import io.countersign.event.TracedDecision;
import io.countersign.event.TracedOutcome;
import io.countersign.event.TracedPrediction;
import io.countersign.event.TracedRefusal;
import io.countersign.event.TracedReviewStep;
import io.countersign.event.TracedRouting;
import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.Decision;
import io.countersign.feedback.trace.Outcome;
import io.countersign.feedback.trace.Prediction;
import io.countersign.feedback.trace.Refusal;
import io.countersign.feedback.trace.ReviewStep;
import io.countersign.feedback.trace.Routing;
import org.jspecify.annotations.Nullable;

/** Trace → Avro. */
final class TraceRecords {

    static DecisionTrace record(CaseTrace trace, String eventId, String digest, long version) {
        return new DecisionTrace(
                eventId,
                trace.caseId(),
                trace.caseRevision(),
                trace.occurredAt(),
                version,
                digest,
                trace.state().word(),
                prediction(trace.prediction()),
                routing(trace.routing()),
                trace.review().stream().map(TraceRecords::step).toList(),
                trace.decisions().stream().map(TraceRecords::decision).toList(),
                trace.outcomes().stream().map(TraceRecords::outcome).toList(),
                trace.refusals().stream().map(TraceRecords::refusal).toList(),
                trace.decidedLabel(),
                trace.trueLabel(),
                trace.excludedKeys(),
                trace.supersededRevisions());
    }

    private static @Nullable TracedPrediction prediction(@Nullable Prediction prediction) {
        return prediction == null
                ? null
                : new TracedPrediction(
                        prediction.occurredAt(),
                        prediction.scoredAt(),
                        prediction.source(),
                        prediction.modelId(),
                        prediction.modelVersion(),
                        prediction.candidate(),
                        prediction.label(),
                        prediction.confidence(),
                        prediction.proposedAction(),
                        prediction.contentHash(),
                        prediction.contentReference(),
                        prediction.slices(),
                        prediction.unitId(),
                        prediction.value());
    }

    private static @Nullable TracedRouting routing(@Nullable Routing routing) {
        return routing == null
                ? null
                : new TracedRouting(
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
                        routing.signals().stream()
                                .map(signal -> new Signal(signal.name(), signal.number(), signal.text()))
                                .toList(),
                        routing.draws().stream()
                                .map(draw -> new Draw(
                                        draw.purpose(),
                                        draw.value(),
                                        draw.keyId(),
                                        draw.probability(),
                                        draw.selected()))
                                .toList(),
                        routing.propensity(),
                        routing.audit(),
                        routing.shadowLanes().stream()
                                .map(shadow -> new ShadowLane(
                                        shadow.policyName(), shadow.policyVersion(), shadow.lane(), shadow.ruleId()))
                                .toList());
    }

    private static TracedReviewStep step(ReviewStep step) {
        return new TracedReviewStep(
                step.at(),
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

    private static TracedDecision decision(Decision decision) {
        return new TracedDecision(
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

    private static TracedOutcome outcome(Outcome outcome) {
        return new TracedOutcome(outcome.at(), outcome.outcomeId(), outcome.kind(), outcome.label(), outcome.source());
    }

    private static TracedRefusal refusal(Refusal refusal) {
        return new TracedRefusal(
                refusal.at(),
                refusal.caseRevision(),
                refusal.kind(),
                refusal.refusalId(),
                refusal.faults().stream()
                        .map(fault -> new FieldFault(fault.field(), fault.message()))
                        .toList());
    }

    private TraceRecords() {}
}
