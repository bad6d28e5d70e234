package io.countersign.review.kafka;

import io.countersign.event.Correction;
import io.countersign.event.DecisionMade;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Decision;
import io.countersign.topics.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is to be done now. */
final class DecisionEvents {

    static OutgoingEvent of(CaseFile file, Decision decision, Instant at, TraceParent trace) {
        var origin = file.origin();
        return new OutgoingEvent(
                Topics.DECISION_MADE,
                file.caseId(),
                seq -> DecisionMade.newBuilder()
                        .setEventId(Ids.next())
                        .setCaseId(file.caseId())
                        .setCaseRevision(file.caseRevision())
                        .setOccurredAt(at)
                        .setProducerSeq(seq)
                        .setDecisionRevision(decision.revision())
                        .setLabel(decision.label())
                        .setAction(decision.action())
                        .setStatus(decision.status().word())
                        .setDecidedBy(decision.decidedBy())
                        .setDecider(decision.decider())
                        .setExplanation(decision.explanation())
                        .setCorrects(correction(decision.corrects()))
                        .setContentHash(origin.contentHash())
                        .setPolicyName(origin.policyName())
                        .setPolicyVersion(origin.policyVersion())
                        .build(),
                trace);
    }

    private static @Nullable Correction correction(Decision.@Nullable Correction correction) {
        return correction == null
                ? null
                : Correction.newBuilder()
                        .setDecisionRevision(correction.revision())
                        .setLabel(correction.label())
                        .setAction(correction.action())
                        .setCompensatingAction(correction.compensatingAction())
                        .build();
    }

    private DecisionEvents() {}
}
