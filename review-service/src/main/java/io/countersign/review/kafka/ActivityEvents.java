package io.countersign.review.kafka;

import io.countersign.event.ReviewActivity;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.task.ReviewEvent;
import io.countersign.review.task.Step;
import io.countersign.topics.Topics;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What became of a task. */
final class ActivityEvents {

    static OutgoingEvent opened(ReviewEvent.Opened opened, TraceParent trace) {
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

    /**
     * The event that tells of a step.
     *
     * @param name the activity
     * @param actor who did it; null where it came about by itself
     * @param more what only this activity tells
     */
    static OutgoingEvent of(
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

    private ActivityEvents() {}
}
