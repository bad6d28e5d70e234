package io.countersign.ingest.wire;

import io.countersign.event.ExclusionChanged;
import io.countersign.event.FieldFault;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictionGroups;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.exclusion.Exclusion;
import io.countersign.ingest.prediction.StandingDecision;
import io.countersign.ingest.refusal.RefusedItem;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What happened at the door, as events for the outbox. */
public final class IngestEvents {

    private IngestEvents() {}

    /** A prediction goes on. */
    public static OutgoingEvent scored(
            PredictionSubmitted event,
            String contentHash,
            @Nullable StandingDecision standing,
            String channel,
            Instant receivedAt,
            TraceParent trace) {
        return new OutgoingEvent(
                Topics.PREDICTION_SCORED,
                event.getCaseId(),
                seq -> PredictionScored.newBuilder()
                        .setEventId(Ids.next())
                        .setCaseId(event.getCaseId())
                        .setCaseRevision(event.getCaseRevision())
                        .setOccurredAt(event.getOccurredAt())
                        .setProducerSeq(seq)
                        .setPrediction(event.getPrediction())
                        .setContentHash(contentHash)
                        .setReceivedAt(receivedAt)
                        .setChannel(channel)
                        .setStandingDecision(standing == null ? null : standing(standing))
                        .build(),
                trace);
    }

    /** Its groups travel apart. */
    public static OutgoingEvent groups(PredictionSubmitted event, TraceParent trace) {
        return new OutgoingEvent(
                Topics.PREDICTION_GROUPS,
                event.getCaseId(),
                seq -> PredictionGroups.newBuilder()
                        .setEventId(Ids.next())
                        .setCaseId(event.getCaseId())
                        .setCaseRevision(event.getCaseRevision())
                        .setOccurredAt(event.getOccurredAt())
                        .setProducerSeq(seq)
                        .setGroups(event.getGroups())
                        .build(),
                trace);
    }

    /** Something was turned away. */
    public static OutgoingEvent refused(RefusedItem item, TraceParent trace) {
        return new OutgoingEvent(
                Topics.PREDICTION_REFUSED,
                item.caseId(),
                seq -> PredictionRefused.newBuilder()
                        .setEventId(Ids.next())
                        .setCaseId(item.caseId())
                        .setCaseRevision(item.caseRevision())
                        .setOccurredAt(item.refusedAt())
                        .setProducerSeq(seq)
                        .setSubject(item.subject().word())
                        .setKind(item.refusal().kind())
                        .setFaults(item.refusal().faults().stream()
                                .map(it -> new FieldFault(it.field(), it.message()))
                                .toList())
                        .setExclusionKey(item.refusal().exclusionKey().orElse(null))
                        .setContentHash(item.contentHash())
                        .setSource(item.source())
                        .setRefusalId(item.refusalId())
                        .build(),
                trace);
    }

    /** An outcome goes on. */
    public static OutgoingEvent arrived(
            OutcomeSubmitted event, String outcomeId, int caseRevision, Instant receivedAt, TraceParent trace) {
        return new OutgoingEvent(
                Topics.OUTCOME_ARRIVED,
                event.getCaseId(),
                seq -> OutcomeArrived.newBuilder()
                        .setEventId(Ids.next())
                        .setCaseId(event.getCaseId())
                        .setCaseRevision(caseRevision)
                        .setOccurredAt(event.getOccurredAt())
                        .setProducerSeq(seq)
                        .setOutcomeId(outcomeId)
                        .setKind(event.getKind())
                        .setLabel(event.getLabel())
                        .setSource(event.getSource())
                        .setNote(event.getNote())
                        .setReceivedAt(receivedAt)
                        .build(),
                trace);
    }

    /** A key of the ledger changed. */
    public static OutgoingEvent changed(Exclusion entry, TraceParent trace) {
        return new OutgoingEvent(
                Topics.EXCLUSION_CHANGED,
                entry.key(),
                seq -> ExclusionChanged.newBuilder()
                        .setEventId(Ids.next())
                        .setExclusionKey(entry.key())
                        .setOccurredAt(entry.changedAt())
                        .setProducerSeq(seq)
                        .setState(entry.state().name().toLowerCase(Locale.ROOT))
                        .setReason(entry.reason())
                        .setChangedBy(entry.changedBy())
                        .setNotes(entry.notes())
                        .setExpiresAt(entry.expiresAt())
                        .setCaseId(entry.caseId())
                        .build(),
                trace);
    }

    private static io.countersign.event.StandingDecision standing(StandingDecision decision) {
        return new io.countersign.event.StandingDecision(
                decision.caseRevision(),
                decision.decisionRevision(),
                decision.label(),
                decision.action(),
                decision.decidedBy());
    }
}
