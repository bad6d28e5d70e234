package io.countersign.feedback;

import io.countersign.event.ExclusionChanged;
import io.countersign.topics.Topics;

/** The exclusion ledger as ingest tells it. */
final class Ledger {

    static Story.Told changed(String key, long producerSeq, String state) {
        return new Story.Told(
                Topics.EXCLUSION_CHANGED,
                key,
                ExclusionChanged.newBuilder()
                        .setEventId("event-" + producerSeq)
                        .setExclusionKey(key)
                        .setOccurredAt(Story.START)
                        .setProducerSeq(producerSeq)
                        .setState(state)
                        .setReason("irrelevant")
                        .setChangedBy("ana")
                        .build());
    }

    private Ledger() {}
}
