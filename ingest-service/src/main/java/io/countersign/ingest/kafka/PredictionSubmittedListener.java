package io.countersign.ingest.kafka;

import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.Channel;
import io.countersign.ingest.PredictionArrival;
import io.countersign.ingest.TakeInPredictions;
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

/** hitl.prediction.submitted.v1: predictions at the door. */
@Component
class PredictionSubmittedListener {

    private static final String GROUP = "ingest-service-predictions";

    private final Inbox inbox;
    private final TakeInPredictions predictions;
    private final RecordHandlers handlers;

    PredictionSubmittedListener(Inbox inbox, TakeInPredictions predictions) {
        this.inbox = inbox;
        this.predictions = predictions;
        this.handlers =
                RecordHandlers.of(GROUP).on(Topics.PREDICTION_SUBMITTED, PredictionSubmitted.class, this::takeIn);
    }

    @KafkaListener(
            id = GROUP,
            topics = Topics.PREDICTION_SUBMITTED,
            concurrency = "${countersign.ingest.prediction-consumers}",
            // Callers wait for what becomes of a prediction: a smaller batch, but sooner.
            properties = "fetch.max.wait.ms=50",
            containerFactory = "inboxListenerContainerFactory")
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        inbox.process(batch, handlers);
    }

    private Mono<List<Handled>> takeIn(List<Received<PredictionSubmitted>> batch) {
        var arrivals = batch.stream()
                .map(it -> new PredictionArrival(it.value(), it.key(), it.bytes(), Channel.KAFKA, it.trace()))
                .toList();
        return predictions.takeIn(arrivals).map(_ -> Handled.allDone(batch.size()));
    }
}
