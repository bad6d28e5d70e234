package io.countersign.benchmarks.path;

import io.countersign.event.Content;
import io.countersign.event.LabelProbability;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import io.countersign.simulator.kafka.Wire;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topic for predictions, written with a producer as kafka-clients sets it up by itself. */
final class KafkaDoor implements Door {

    private final Wire wire;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicInteger failures = new AtomicInteger();

    KafkaDoor(String bootstrapServers, Wire wire) {
        this.wire = wire;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void send(List<String> caseIds) {
        for (String caseId : caseIds) {
            byte[] bytes = wire.encode(Topics.PREDICTION_SUBMITTED, prediction(new Sample(caseId)));
            producer.send(new ProducerRecord<>(Topics.PREDICTION_SUBMITTED, caseId, bytes), (sent, problem) -> {
                if (problem != null) {
                    failures.incrementAndGet();
                }
            });
        }
    }

    private static PredictionSubmitted prediction(Sample sample) {
        return PredictionSubmitted.newBuilder()
                .setCaseId(sample.caseId())
                .setOccurredAt(Instant.now())
                .setPrediction(Prediction.newBuilder()
                        .setItemKeys(List.of(sample.itemKey()))
                        .setSource(Sample.SOURCE)
                        .setModelId(Sample.MODEL)
                        .setModelVersion(Sample.VERSION)
                        .setLabel(Sample.LABEL)
                        .setConfidence(sample.confidence())
                        .setLabelProbabilities(List.of(
                                new LabelProbability(Sample.LABEL, sample.confidence()),
                                new LabelProbability(Sample.OTHER, 1 - sample.confidence())))
                        .setNovelty(sample.novelty())
                        .setContent(Content.newBuilder().setText(Sample.TEXT).build())
                        .build())
                .build();
    }

    @Override
    public void close() {
        producer.close();
        if (failures.get() > 0) {
            throw new IllegalStateException("Kafka did not take %,d predictions".formatted(failures.get()));
        }
    }
}
