package io.countersign.feedback.kafka;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.FieldFault;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.ReviewActivity;
import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.Decision;
import io.countersign.feedback.trace.Outcome;
import io.countersign.feedback.trace.Prediction;
import io.countersign.feedback.trace.Refusal;
import io.countersign.feedback.trace.ReviewStep;
import io.countersign.feedback.trace.Routing;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Avro event → event of a case, without the content. */
final class CaseEventReader {

    static CaseEvent read(SpecificRecord record) {
        return switch (record) {
            case PredictionScored scored -> scored(scored);
            case CaseRouted routed -> routed(routed);
            case DecisionMade made -> decided(made);
            case CaseReviewed reviewed -> reviewed(reviewed);
            case ReviewActivity activity -> activity(activity);
            case OutcomeArrived arrived -> outcome(arrived);
            case PredictionRefused refused -> refused(refused);
            default ->
                throw new IllegalArgumentException(
                        "Not an event of a case: " + record.getSchema().getName());
        };
    }

    private static CaseEvent scored(PredictionScored event) {
        var said = event.getPrediction();
        var content = said.getContent();
        var prediction = new Prediction(
                event.getOccurredAt(),
                event.getReceivedAt(),
                said.getSource(),
                said.getModelId(),
                said.getModelVersion(),
                said.getCandidate(),
                said.getLabel(),
                said.getConfidence(),
                said.getProposedAction(),
                event.getContentHash(),
                content == null ? null : content.getReference(),
                new TreeMap<>(said.getSlices()),
                said.getUnitId(),
                said.getValue());
        return new CaseEvent.Scored(event.getEventId(), event.getCaseRevision(), prediction, said.getItemKeys());
    }

    private static CaseEvent routed(CaseRouted event) {
        var routing = new Routing(
                event.getOccurredAt(),
                event.getLane(),
                event.getAction(),
                event.getQueue(),
                event.getPriority(),
                event.getTier(),
                event.getDueAt(),
                event.getPolicyName(),
                event.getPolicyVersion(),
                event.getRuleId(),
                event.getReason(),
                event.getCalibratedConfidence(),
                event.getCalibrationVersion(),
                event.getSignals().stream()
                        .map(signal -> new Routing.Signal(signal.getName(), signal.getNumber(), signal.getText()))
                        .toList(),
                event.getDraws().stream()
                        .map(draw -> new Routing.Draw(
                                draw.getPurpose(),
                                draw.getValue(),
                                draw.getKeyId(),
                                draw.getProbability(),
                                draw.getSelected()))
                        .toList(),
                event.getPropensity(),
                event.getAudit(),
                event.getShadowLanes().stream()
                        .map(shadow -> new Routing.ShadowLane(
                                shadow.getPolicyName(),
                                shadow.getPolicyVersion(),
                                shadow.getLane(),
                                shadow.getRuleId()))
                        .toList());
        return new CaseEvent.Routed(event.getEventId(), event.getCaseRevision(), routing);
    }

    private static CaseEvent decided(DecisionMade event) {
        var corrects = event.getCorrects();
        return new CaseEvent.Decided(
                event.getEventId(),
                new Decision(
                        event.getOccurredAt(),
                        event.getCaseRevision(),
                        event.getDecisionRevision(),
                        event.getLabel(),
                        event.getAction(),
                        event.getStatus(),
                        event.getDecidedBy(),
                        event.getDecider(),
                        corrects == null ? null : corrects.getDecisionRevision()));
    }

    private static CaseEvent reviewed(CaseReviewed event) {
        return new CaseEvent.Reviewed(
                event.getEventId(),
                new ReviewStep(
                        event.getOccurredAt(),
                        event.getCaseRevision(),
                        event.getProducerSeq(),
                        event.getTaskId(),
                        event.getKind(),
                        event.getPurpose(),
                        event.getQueue(),
                        event.getSeat(),
                        event.getToken(),
                        event.getReviewer(),
                        event.getVerdict(),
                        event.getLabel(),
                        event.getCategory(),
                        event.getBlind(),
                        decideMillis(event)));
    }

    private static @Nullable Long decideMillis(CaseReviewed event) {
        return event.getClaimedAt() == null
                ? null
                : Math.max(
                        0,
                        Duration.between(event.getClaimedAt(), event.getOccurredAt())
                                .toMillis());
    }

    private static CaseEvent activity(ReviewActivity event) {
        return new CaseEvent.Reviewed(
                event.getEventId(),
                new ReviewStep(
                        event.getOccurredAt(),
                        event.getCaseRevision(),
                        event.getProducerSeq(),
                        event.getTaskId(),
                        event.getActivity(),
                        event.getPurpose(),
                        event.getQueue(),
                        event.getSeat(),
                        event.getToken(),
                        event.getActor(),
                        null,
                        null,
                        null,
                        false,
                        null));
    }

    private static CaseEvent outcome(OutcomeArrived event) {
        return new CaseEvent.OutcomeKnown(
                event.getEventId(),
                event.getCaseRevision(),
                new Outcome(
                        event.getOccurredAt(),
                        event.getReceivedAt(),
                        event.getProducerSeq(),
                        event.getOutcomeId(),
                        event.getKind(),
                        event.getLabel(),
                        event.getSource(),
                        event.getNote()));
    }

    private static CaseEvent refused(PredictionRefused event) {
        return new CaseEvent.Refused(
                event.getEventId(),
                new Refusal(
                        event.getOccurredAt(),
                        event.getProducerSeq(),
                        event.getCaseRevision(),
                        event.getSubject(),
                        event.getKind(),
                        event.getRefusalId(),
                        faults(event.getFaults())));
    }

    private static List<Refusal.Fault> faults(List<FieldFault> faults) {
        return faults.stream()
                .map(fault -> new Refusal.Fault(fault.getField(), fault.getMessage()))
                .toList();
    }

    private CaseEventReader() {}
}
