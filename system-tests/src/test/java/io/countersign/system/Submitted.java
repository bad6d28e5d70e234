package io.countersign.system;

import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import io.countersign.simulator.kafka.Wire;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes predictions as a pipeline does, with a plain Kafka producer. */
final class Submitted implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final Wire wire;

    Submitted(String kafka, Wire wire) {
        this.wire = wire;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        120_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Publishes one prediction and returns when the broker has acknowledged it. */
    void publish(String caseId, double confidence, double risk) {
        Prediction prediction = Prediction.newBuilder()
                .setSource("system-tests")
                .setModelId("toy")
                .setModelVersion("1")
                .setLabel("spam")
                .setConfidence(confidence)
                .setRisk(risk)
                .build();
        send(
                caseId,
                wire.encode(
                        Topics.PREDICTION_SUBMITTED,
                        PredictionSubmitted.newBuilder()
                                .setCaseId(caseId)
                                .setOccurredAt(Instant.now())
                                .setPrediction(prediction)
                                .build()));
    }

    /** Publishes any bytes under a key. */
    void send(String key, byte[] value) {
        try {
            producer.send(new ProducerRecord<>(Topics.PREDICTION_SUBMITTED, key, value))
                    .get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
