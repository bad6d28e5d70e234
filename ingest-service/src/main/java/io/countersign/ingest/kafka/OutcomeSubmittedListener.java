package io.countersign.ingest.kafka;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.ingest.Channel;
import io.countersign.ingest.OutcomeArrival;
import io.countersign.ingest.TakeInOutcomes;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.kafka.Received;
import io.countersign.topics.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** hitl.outcome.submitted.v1: outcomes at the door. */
@Component
class OutcomeSubmittedListener {

    private static final String GROUP = "ingest-service-outcomes";

    private final Inbox inbox;
    private final TakeInOutcomes outcomes;
    private final RecordHandlers handlers;

    OutcomeSubmittedListener(Inbox inbox, TakeInOutcomes outcomes) {
        this.inbox = inbox;
        this.outcomes = outcomes;
        this.handlers = RecordHandlers.of(GROUP).on(Topics.OUTCOME_SUBMITTED, OutcomeSubmitted.class, this::takeIn);
    }

    @KafkaListener(id = GROUP, topics = Topics.OUTCOME_SUBMITTED, containerFactory = "inboxListenerContainerFactory")
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        inbox.process(batch, handlers);
    }

    private Mono<List<Handled>> takeIn(List<Received<OutcomeSubmitted>> batch) {
        var arrivals = batch.stream()
                .map(it -> new OutcomeArrival(it.value(), it.key(), it.bytes(), Channel.KAFKA, it.trace()))
                .toList();
        return outcomes.takeIn(arrivals).map(_ -> Handled.allDone(batch.size()));
    }
}
