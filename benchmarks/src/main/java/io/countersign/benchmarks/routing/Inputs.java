package io.countersign.benchmarks.routing;

import io.countersign.event.Content;
import io.countersign.event.LabelProbability;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionScored;
import io.countersign.kit.avro.AvroWire;
import io.countersign.testsupport.TestPlatform;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Scored predictions about short texts, as a moderator of comments makes them. */
final class Inputs {

    private static final List<String> WORDS = List.of(
            "the",
            "service",
            "was",
            "slow",
            "again",
            "and",
            "nobody",
            "answered",
            "my",
            "letter",
            "of",
            "last",
            "week",
            "which",
            "I",
            "find",
            "quite",
            "remarkable",
            "for",
            "a",
            "company",
            "that",
            "advertises",
            "its",
            "kindness");
    private static final int WORDS_A_TEXT = 30;

    private final SplittableRandom random = new SplittableRandom(1);
    private final AvroWire wire;
    private int next;

    Inputs(AvroWire wire) {
        this.wire = wire;
    }

    static Map<String, Object> producerSettings(TestPlatform platform) {
        return Map.of(
                "bootstrap.servers", platform.kafka(),
                "key.serializer", StringSerializer.class.getName(),
                "value.serializer", ByteArraySerializer.class.getName(),
                "linger.ms", "20",
                "batch.size", "262144");
    }

    /** Writes this many more, and returns when they are there. */
    void publish(TestPlatform platform, int cases) {
        try (var producer = new KafkaProducer<String, byte[]>(producerSettings(platform))) {
            for (int i = 0; i < cases; i++) {
                PredictionScored scored = draw("case-" + next++);
                byte[] bytes = wire.encode(Topics.PREDICTION_SCORED, scored);
                producer.send(new ProducerRecord<>(Topics.PREDICTION_SCORED, scored.getCaseId(), bytes));
            }
            producer.flush();
        }
    }

    PredictionScored draw(String caseId) {
        Instant now = Instant.now();
        double confidence = 0.5 + 0.5 * Math.sqrt(random.nextDouble());
        return PredictionScored.newBuilder()
                .setEventId("event-of-" + caseId)
                .setCaseId(caseId)
                .setCaseRevision(1)
                .setOccurredAt(now)
                .setProducerSeq(1)
                .setPrediction(Prediction.newBuilder()
                        .setSource("comments")
                        .setModelId("toxicity")
                        .setModelVersion("2026-03")
                        .setLabel("toxic")
                        .setConfidence(confidence)
                        .setLabelProbabilities(List.of(
                                new LabelProbability("toxic", confidence),
                                new LabelProbability("fine", 1 - confidence)))
                        .setRisk(random.nextDouble())
                        .setNovelty(0.6 * random.nextDouble())
                        .setContent(Content.newBuilder().setText(text()).build())
                        .build())
                .setContentHash("sha256-of-" + caseId)
                .setReceivedAt(now)
                .setChannel("kafka")
                .setStandingDecision(null)
                .build();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < WORDS_A_TEXT; i++) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        return text.toString();
    }
}
