package io.countersign.review.kafka;

import io.countersign.event.CaseReviewed;
import io.countersign.event.Correction;
import io.countersign.event.DecisionMade;
import io.countersign.event.ExclusionOrder;
import io.countersign.event.FieldCorrection;
import io.countersign.event.ReviewActivity;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Decision;
import io.countersign.review.task.Exclusion;
import io.countersign.review.task.Judgment;
import io.countersign.review.task.Queues;
import io.countersign.review.task.Review;
import io.countersign.review.task.ReviewEvent;
import io.countersign.review.task.Step;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What happened at the desk, as the events that tell it: to one topic each, keyed by the case. */
public final class ReviewEvents {

    /** The events that tell these steps, in their order. */
    public static List<OutgoingEvent> of(List<Step> steps, Queues queues, TraceParent trace) {
        return steps.stream().map(step -> of(step, queues, trace)).toList();
    }

    /** The event that tells that a task was opened. */
    public static OutgoingEvent opened(ReviewEvent.Opened opened, TraceParent trace) {
        var facts = opened.facts();
        return new OutgoingEvent(
                Topics.REVIEW_ACTIVITY,
                facts.caseId(),
                seq -> ReviewActivity.newBuilder()
                        .setEventId(Ids.next())
                        .setCaseId(facts.caseId())
                        .setCaseRevision(facts.caseRevision())
                        .setOccurredAt(opened.at())
                        .setProducerSeq(seq)
                        .setTaskId(facts.taskId())
                        .setActivity("opened")
                        .setPurpose(facts.purpose().word())
                        .setQueue(opened.queue())
                        .build(),
                trace);
    }

    /** The event that tells a decision made outside of a task. */
    public static OutgoingEvent decided(Review review, Decision decision, Instant at, TraceParent trace) {
        return decided(review.file(), decision, at, trace);
    }

    /** The event that tells a decision on a case. */
    public static OutgoingEvent decided(CaseFile file, Decision decision, Instant at, TraceParent trace) {
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

    private static OutgoingEvent of(Step step, Queues queues, TraceParent trace) {
        return switch (step.event()) {
            case ReviewEvent.Opened e -> opened(e, trace);
            case ReviewEvent.Claimed e ->
                activity(step, trace, "claimed", e.reviewer(), a -> a.setLeaseUntil(e.leaseUntil()));
            case ReviewEvent.Renewed e ->
                activity(step, trace, "renewed", e.reviewer(), a -> a.setLeaseUntil(e.leaseUntil()));
            case ReviewEvent.Revealed e ->
                activity(step, trace, "revealed", e.reviewer(), a -> a.setLeaseUntil(e.leaseUntil()));
            case ReviewEvent.Released e ->
                activity(step, trace, "released", e.reviewer(), a -> a.setReason(e.reason()));
            case ReviewEvent.Lapsed e -> activity(step, trace, "lapsed", null, a -> a);
            case ReviewEvent.Skipped e ->
                activity(
                        step,
                        trace,
                        "skipped",
                        e.reviewer(),
                        a -> a.setReason(e.reason()).setNote(e.note()));
            case ReviewEvent.Escalated e ->
                activity(
                        step,
                        trace,
                        "escalated",
                        e.reviewer(),
                        a -> a.setReason(e.reason()).setNote(e.note()));
            case ReviewEvent.PassedOn e -> activity(step, trace, "escalated", null, a -> a.setReason("not decided"));
            case ReviewEvent.Superseded e ->
                activity(step, trace, "superseded", null, a -> a.setNote("by revision " + e.byCaseRevision()));
            case ReviewEvent.Withdrawn e ->
                activity(
                        step,
                        trace,
                        "closed",
                        e.by(),
                        a -> a.setReason("excluded: " + e.reason()).setNote(e.note()));
            case ReviewEvent.VerdictGiven e -> verdict(step, queues, trace, e);
            case ReviewEvent.Resolved e -> resolution(step, queues, trace, e);
            case ReviewEvent.Decided e -> decided(step.after(), e.decision(), e.at(), trace);
        };
    }

    private static OutgoingEvent activity(
            Step step,
            TraceParent trace,
            String name,
            @Nullable String actor,
            UnaryOperator<ReviewActivity.Builder> more) {
        var task = step.after().task();
        var facts = task.facts();
        return new OutgoingEvent(
                Topics.REVIEW_ACTIVITY,
                facts.caseId(),
                seq -> more.apply(ReviewActivity.newBuilder()
                                .setEventId(Ids.next())
                                .setCaseId(facts.caseId())
                                .setCaseRevision(facts.caseRevision())
                                .setOccurredAt(step.event().at())
                                .setProducerSeq(seq)
                                .setTaskId(facts.taskId())
                                .setActivity(name)
                                .setPurpose(facts.purpose().word())
                                .setQueue(task.queue())
                                .setSeat(task.seat())
                                .setToken(task.token())
                                .setActor(actor))
                        .build(),
                trace);
    }

    private static OutgoingEvent verdict(
            Step step, Queues queues, TraceParent trace, ReviewEvent.VerdictGiven verdict) {
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
    private static OutgoingEvent resolution(
            Step step, Queues queues, TraceParent trace, ReviewEvent.Resolved resolved) {
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

    private ReviewEvents() {}
}
