package io.countersign.routing.kafka;

import io.countersign.event.PredictionScored;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.RegistryUnavailableException;
import io.countersign.kit.avro.SchemaNotRegisteredException;
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

    /** Names the service as the source of its events, and as consumer: its group, under which it sets records aside. */
    static final String SERVICE = "routing-service";

    /** A little less than a broker takes by default; one record that it refuses would hold up its whole batch for ever. */
    private static final int MOST_BYTES = 1_000_000;

    private final AvroWire wire;

    public RoutePublisher(AvroWire wire) {
        this.wire = wire;
    }

    /**
     * The routed case, and the first decision about it: both, or, where either cannot be written down, a dead letter.
     *
     * @throws RegistryUnavailableException which is no fault of the record's: the batch must be tried again
     */
    void publish(
            Producer<String, byte[]> producer,
            ConsumerRecord<String, byte[]> cause,
            PredictionScored scored,
            RoutedCase routed,
            Instant now) {
        TraceParent trace = TraceParent.under(cause.headers());
        String key = scored.getCaseId();
        ProducerRecord<String, byte[]> routedCase;
        ProducerRecord<String, byte[]> decision;
        try {
            routedCase = encode(Topics.CASE_ROUTED, key, RoutedCases.caseRouted(scored, routed, now), trace);
            decision = encode(Topics.DECISION_MADE, key, RoutedCases.decisionMade(scored, routed, now), trace);
        } catch (RegistryUnavailableException | SchemaNotRegisteredException passing) {
            throw passing;
        } catch (RuntimeException unwritable) {
            setAside(producer, cause, "The routed case cannot be written: " + unwritable);
            return;
        }
        producer.send(routedCase);
        producer.send(decision);
    }

    /** Sets a record aside that can never be routed. */
    void setAside(Producer<String, byte[]> producer, ConsumerRecord<String, byte[]> poison, String reason) {
        producer.send(DeadLetters.toSend(poison, SERVICE, reason));
    }

    private ProducerRecord<String, byte[]> encode(String topic, String key, SpecificRecord record, TraceParent trace) {
        byte[] value = wire.encode(topic, record);
        if (value.length > MOST_BYTES) {
            throw new IllegalArgumentException(value.length + " bytes are more than fit into a record on " + topic);
        }
        return new ProducerRecord<>(topic, null, key, value, EventHeaders.forEvent(topic, key, record, SERVICE, trace));
    }
}
