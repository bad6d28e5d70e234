package io.countersign.feedback.kafka;

import io.countersign.event.ExclusionChanged;
import io.countersign.event.PredictionGroups;
import io.countersign.feedback.Arrival;
import io.countersign.feedback.RecordEvents;
import io.countersign.feedback.WireEvent;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.kafka.Received;
import io.countersign.topics.Topics;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * In: everything that happens to a case. One consumer group reads all topics, so a batch holds what several of them say
 * of a case, and each case is folded once a batch. A limit of records would hand over one topic after the other, and what
 * is left when it is old; the limit of bytes for each partition holds all topics alike.
 */
@Component
final class CaseHistoryListener {

    private static final String GROUP = "feedback-service";

    private final Inbox inbox;
    private final RecordHandlers handlers;

    CaseHistoryListener(Inbox inbox, RecordEvents events) {
        this.inbox = inbox;
        this.handlers = RecordHandlers.of(GROUP)
                .together(
                        EventTypes.all(),
                        batch -> events.record(batch.stream()
                                        .map(CaseHistoryListener::arrival)
                                        .toList())
                                .thenReturn(Handled.allDone(batch.size())));
    }

    @KafkaListener(
            id = GROUP,
            containerFactory = "inboxListenerContainerFactory",
            properties = {
                "max.poll.records=10000",
                "max.partition.fetch.bytes=131072",
                "fetch.max.bytes=12000000",
                "fetch.min.bytes=8000000",
                "fetch.max.wait.ms=200"
            },
            topics = {
                Topics.PREDICTION_SCORED,
                Topics.PREDICTION_GROUPS,
                Topics.PREDICTION_REFUSED,
                Topics.CASE_ROUTED,
                Topics.DECISION_MADE,
                Topics.CASE_REVIEWED,
                Topics.REVIEW_ACTIVITY,
                Topics.OUTCOME_ARRIVED,
                Topics.EXCLUSION_CHANGED
            })
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        inbox.process(batch, handlers);
    }

    private static Arrival arrival(Received<SpecificRecord> received) {
        return switch (received.value()) {
            case PredictionGroups groups ->
                new Arrival.OfGroups(
                        groups.getCaseId(),
                        groups.getCaseRevision(),
                        groups.getEventId(),
                        new TreeMap<>(groups.getGroups()));
            case ExclusionChanged change ->
                new Arrival.OfExclusion(
                        change.getExclusionKey(), change.getProducerSeq(), "excluded".equals(change.getState()));
            case SpecificRecord event ->
                new Arrival.OfCase(
                        caseId(event), CaseEventReader.read(event), new WireEvent(received.topic(), received.bytes()));
        };
    }

    private static String caseId(SpecificRecord event) {
        return (String) event.get(event.getSchema().getField("caseId").pos());
    }
}
