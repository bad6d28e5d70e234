package io.countersign.kit;

import io.countersign.event.ReviewActivity;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.topics.Topics;
import java.time.Instant;

/** Events to test with. */
public final class Events {

    public static final String TOPIC = Topics.REVIEW_ACTIVITY;

    private Events() {}

    public static ReviewActivity activity(String caseId, long producerSeq) {
        return ReviewActivity.newBuilder()
                .setEventId(Ids.next())
                .setCaseId(caseId)
                .setCaseRevision(1)
                .setOccurredAt(Instant.parse("2026-11-21T01:00:00Z"))
                .setProducerSeq(producerSeq)
                .setTaskId("task-" + caseId)
                .setActivity("opened")
                .setPurpose("review")
                .setQueue("general")
                .build();
    }

    public static OutgoingEvent outgoing(String caseId) {
        return new OutgoingEvent(TOPIC, caseId, producerSeq -> activity(caseId, producerSeq));
    }
}
