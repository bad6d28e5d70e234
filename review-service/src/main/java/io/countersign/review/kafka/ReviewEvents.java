package io.countersign.review.kafka;

import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Decision;
import io.countersign.review.task.Queues;
import io.countersign.review.task.ReviewEvent;
import io.countersign.review.task.Step;
import java.time.Instant;
import java.util.List;

/** What happened at the desk, as the events that tell it: to one topic each, keyed by the case. */
public final class ReviewEvents {

    /** The events that tell these steps, in their order. */
    public static List<OutgoingEvent> of(List<Step> steps, Queues queues, TraceParent trace) {
        return steps.stream().map(step -> of(step, queues, trace)).toList();
    }

    /** The event that tells that a task was opened. */
    public static OutgoingEvent opened(ReviewEvent.Opened opened, TraceParent trace) {
        return ActivityEvents.opened(opened, trace);
    }

    /** The event that tells a decision on a case. */
    public static OutgoingEvent decided(CaseFile file, Decision decision, Instant at, TraceParent trace) {
        return DecisionEvents.of(file, decision, at, trace);
    }

    private static OutgoingEvent of(Step step, Queues queues, TraceParent trace) {
        return switch (step.event()) {
            case ReviewEvent.Opened e -> opened(e, trace);
            case ReviewEvent.Claimed e ->
                ActivityEvents.of(step, trace, "claimed", e.reviewer(), a -> a.setLeaseUntil(e.leaseUntil()));
            case ReviewEvent.Renewed e ->
                ActivityEvents.of(step, trace, "renewed", e.reviewer(), a -> a.setLeaseUntil(e.leaseUntil()));
            case ReviewEvent.Revealed e ->
                ActivityEvents.of(step, trace, "revealed", e.reviewer(), a -> a.setLeaseUntil(e.leaseUntil()));
            case ReviewEvent.Released e ->
                ActivityEvents.of(step, trace, "released", e.reviewer(), a -> a.setReason(e.reason()));
            case ReviewEvent.Lapsed e -> ActivityEvents.of(step, trace, "lapsed", null, a -> a);
            case ReviewEvent.Skipped e ->
                ActivityEvents.of(
                        step,
                        trace,
                        "skipped",
                        e.reviewer(),
                        a -> a.setReason(e.reason()).setNote(e.note()));
            case ReviewEvent.Escalated e ->
                ActivityEvents.of(
                        step,
                        trace,
                        "escalated",
                        e.reviewer(),
                        a -> a.setReason(e.reason()).setNote(e.note()));
            case ReviewEvent.PassedOn e ->
                ActivityEvents.of(step, trace, "escalated", null, a -> a.setReason("not decided"));
            case ReviewEvent.Superseded e ->
                ActivityEvents.of(step, trace, "superseded", null, a -> a.setNote("by revision " + e.byCaseRevision()));
            case ReviewEvent.Withdrawn e ->
                ActivityEvents.of(
                        step,
                        trace,
                        "closed",
                        e.by(),
                        a -> a.setReason("excluded: " + e.reason()).setNote(e.note()));
            case ReviewEvent.VerdictGiven e -> VerdictEvents.verdict(step, queues, trace, e);
            case ReviewEvent.Resolved e -> VerdictEvents.resolution(step, queues, trace, e);
            case ReviewEvent.Decided e -> decided(step.after().file(), e.decision(), e.at(), trace);
        };
    }

    private ReviewEvents() {}
}
