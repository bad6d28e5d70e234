package io.countersign.routing.kafka;

import io.countersign.event.PredictionScored;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.kafka.DeadLetters;
import io.countersign.kit.kafka.EventHeaders;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.routing.route.RoutedCase;
import io.countersign.topics.Topics;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes into the transaction of the batch. A send that fails need not be looked at here: Kafka refuses to commit a
 * transaction of which a send has failed, and the batch is tried again.
 */
public final class RoutePublisher {

    private static final String SERVICE = "routing-service";

    private final AvroWire wire;

    public RoutePublisher(AvroWire wire) {
        this.wire = wire;
    }

    /** The routed case, and the first decision about it. */
    void publish(
            Producer<String, byte[]> producer,
            ConsumerRecord<String, byte[]> cause,
            PredictionScored scored,
            RoutedCase routed,
            Instant now) {
        TraceParent trace = TraceParent.under(cause.headers());
        send(producer, Topics.CASE_ROUTED, scored.getCaseId(), RoutedCases.caseRouted(scored, routed, now), trace);
        send(producer, Topics.DECISION_MADE, scored.getCaseId(), RoutedCases.decisionMade(scored, routed, now), trace);
    }

    /** Sets a record aside that can never be routed. */
    void setAside(Producer<String, byte[]> producer, ConsumerRecord<String, byte[]> poison, String reason) {
        producer.send(DeadLetters.toSend(poison, SERVICE, reason));
    }

    private void send(
            Producer<String, byte[]> producer, String topic, String key, SpecificRecord record, TraceParent trace) {
        producer.send(new ProducerRecord<>(
                topic,
                null,
                key,
                wire.encode(topic, record),
                EventHeaders.forEvent(topic, key, record, SERVICE, trace)));
    }
}
