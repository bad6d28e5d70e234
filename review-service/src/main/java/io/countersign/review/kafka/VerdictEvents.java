package io.countersign.review.kafka;

import io.countersign.event.CaseReviewed;
import io.countersign.event.ExclusionOrder;
import io.countersign.event.FieldCorrection;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.task.Exclusion;
import io.countersign.review.task.Judgment;
import io.countersign.review.task.Queues;
import io.countersign.review.task.ReviewEvent;
import io.countersign.review.task.Step;
import io.countersign.topics.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reviewer said of a case, and what the case came to. */
final class VerdictEvents {

    static OutgoingEvent verdict(Step step, Queues queues, TraceParent trace, ReviewEvent.VerdictGiven verdict) {
        return new OutgoingEvent(
                Topics.CASE_REVIEWED,
                step.before().file().caseId(),
                seq -> reviewed(step, queues, verdict, seq)
                        .setKind("verdict")
                        .setSeat(verdict.seat())
                        .setToken(verdict.token())
                        .setClaimedAt(verdict.claimedAt())
                        .setRevealedAt(verdict.revealedAt())
                        .setExclude(exclusion(verdict.judgment().exclude()))
                        .build(),
                trace);
    }

    /** A panel of one: the resolution is what the one reviewer said. */
    static OutgoingEvent resolution(Step step, Queues queues, TraceParent trace, ReviewEvent.Resolved resolved) {
        return new OutgoingEvent(
                Topics.CASE_REVIEWED,
                step.before().file().caseId(),
                seq -> reviewed(step, queues, resolved.verdict(), seq)
                        .setKind("resolution")
                        .setSeat(0)
                        .setToken(0)
                        .build(),
                trace);
    }

    private static CaseReviewed.Builder reviewed(Step step, Queues queues, ReviewEvent.VerdictGiven verdict, long seq) {
        var task = step.before().task();
        var judgment = verdict.judgment();
        return CaseReviewed.newBuilder()
                .setEventId(Ids.next())
                .setCaseId(task.facts().caseId())
                .setCaseRevision(task.facts().caseRevision())
                .setOccurredAt(verdict.at())
                .setProducerSeq(seq)
                .setTaskId(task.facts().taskId())
                .setPurpose(task.facts().purpose().word())
                .setQueue(task.queue())
                .setTier(queues.of(task.queue()).tier())
                .setReviewer(verdict.reviewer())
                .setVerdict(verdict.word().word())
                .setLabel(judgment.label())
                .setAction(judgment.action())
                .setModelLabel(step.before().file().modelLabel())
                .setConfidence(judgment.confidence())
                .setSeverity(judgment.severity())
                .setFields(fields(judgment))
                .setCategory(judgment.category())
                .setNotes(judgment.notes())
                .setBlind(verdict.blind());
    }

    private static List<FieldCorrection> fields(Judgment judgment) {
        return judgment.fields().stream()
                .map(field -> FieldCorrection.newBuilder()
                        .setName(field.name())
                        .setBefore(field.before())
                        .setAfter(field.after())
                        .build())
                .toList();
    }

    private static @Nullable ExclusionOrder exclusion(@Nullable Exclusion exclusion) {
        return exclusion == null
                ? null
                : ExclusionOrder.newBuilder()
                        .setKeys(exclusion.keys())
                        .setReason(exclusion.reason())
                        .setNotes(exclusion.notes())
                        .setExpiresAt(exclusion.expiresAt())
                        .build();
    }

    private VerdictEvents() {}
}
