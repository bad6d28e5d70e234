package io.countersign.routing;

import io.countersign.event.Content;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionScored;
import java.time.Instant;

/** Predictions as ingest passes them on, of which only what a test is about is of interest. */
public final class ScoredCase {

    public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    /** Sure enough for the default policy to leave it to the machine. */
    public static PredictionScored sure(String caseId) {
        return of(caseId, "spam", 0.99);
    }

    /** Any label, any confidence. */
    public static PredictionScored of(String caseId, String label, double confidence) {
        return PredictionScored.newBuilder()
                .setEventId("e-" + caseId)
                .setCaseId(caseId)
                .setCaseRevision(1)
                .setOccurredAt(AT)
                .setProducerSeq(1)
                .setPrediction(Prediction.newBuilder()
                        .setSource("test")
                        .setModelId("m")
                        .setModelVersion("1")
                        .setLabel(label)
                        .setConfidence(confidence)
                        .setContent(Content.newBuilder().setText("hello").build())
                        .build())
                .setContentHash("hash")
                .setReceivedAt(AT)
                .setChannel("kafka")
                .setStandingDecision(null)
                .build();
    }

    private ScoredCase() {}
}
