package io.countersign.routing.kafka;

import io.countersign.event.PredictionScored;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.UndecodableRecordException;
import io.countersign.kit.kafka.Replays;
import io.countersign.routing.RoutePredictions;
import io.countersign.routing.RoutePredictions.Result;
import io.countersign.routing.route.Prediction;
import io.countersign.topics.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * From poll to commit on the listener's thread: reads a batch, routes it, writes what came of it and commits its offsets
 * in one Kafka transaction. Until it has committed, nobody who reads committed sees any of it.
 */
public final class PredictionScoredListener {

    private final AvroWire wire;
    private final RoutePredictions routePredictions;
    private final RoutePublisher publisher;
    private final KafkaTemplate<String, byte[]> kafka;
    private final Clock clock;

    public PredictionScoredListener(
            AvroWire wire,
            RoutePredictions routePredictions,
            RoutePublisher publisher,
            KafkaTemplate<String, byte[]> kafka,
            Clock clock) {
        this.wire = wire;
        this.routePredictions = routePredictions;
        this.publisher = publisher;
        this.kafka = kafka;
        this.clock = clock;
    }

    @KafkaListener(
            id = RoutePublisher.SERVICE,
            topics = Topics.PREDICTION_SCORED,
            containerFactory = "exactlyOnceListenerContainerFactory",
            // The kit starts it when the policies are there.
            autoStartup = "false")
    public void receive(List<ConsumerRecord<String, byte[]>> batch) {
        kafka.execute(producer -> {
            routeAll(producer, batch);
            return batch.size();
        });
    }

    /**
     * Routes what can be routed and sets the rest aside: no record blocks those behind it. Nothing here remembers what was
     * routed: what was replayed for another consumer is passed by, or its case would be routed twice.
     */
    void routeAll(Producer<String, byte[]> producer, List<ConsumerRecord<String, byte[]>> batch) {
        List<Decoded> decoded = new ArrayList<>(batch.size());
        for (ConsumerRecord<String, byte[]> record : batch) {
            if (Replays.isForAnother(record, RoutePublisher.SERVICE)) {
                continue;
            }
            try {
                decoded.add(decode(record));
            } catch (UndecodableRecordException | IllegalArgumentException poison) {
                publisher.setAside(producer, record, String.valueOf(poison.getMessage()));
            }
        }
        List<Result> results =
                routePredictions.route(decoded.stream().map(Decoded::prediction).toList());
        Instant now = clock.instant();
        for (int i = 0; i < results.size(); i++) {
            Decoded cause = decoded.get(i);
            switch (results.get(i)) {
                case Result.Routed(var routed) ->
                    publisher.publish(producer, cause.record(), cause.scored(), routed, now);
                case Result.Unroutable(var reason) -> publisher.setAside(producer, cause.record(), reason);
            }
        }
    }

    private Decoded decode(ConsumerRecord<String, byte[]> record) {
        PredictionScored scored = wire.decode(record.value(), PredictionScored.class);
        return new Decoded(record, scored, ScoredPredictions.toDomain(scored));
    }

    private record Decoded(ConsumerRecord<String, byte[]> record, PredictionScored scored, Prediction prediction) {}
}
