package io.countersign.ingest;

import io.countersign.event.Content;
import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Events to begin a test with. */
public final class Given {

    public static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private Given() {}

    /** A prediction with nothing but what must be there. */
    public static PredictionSubmitted prediction(String caseId) {
        return prediction(caseId, it -> it);
    }

    /** A prediction, changed. */
    public static PredictionSubmitted prediction(String caseId, UnaryOperator<Prediction.Builder> change) {
        return submission(caseId, change).build();
    }

    /** A submission to build on. */
    public static PredictionSubmitted.Builder submission(String caseId, UnaryOperator<Prediction.Builder> change) {
        var prediction = Prediction.newBuilder()
                .setSource("shop")
                .setModelId("toxicity")
                .setModelVersion("1.0")
                .setLabel("hate")
                .setConfidence(0.9);
        return PredictionSubmitted.newBuilder()
                .setCaseId(caseId)
                .setCaseRevision(1)
                .setOccurredAt(NOW.minusSeconds(60))
                .setPrediction(change.apply(prediction).build());
    }

    /** Inline content. */
    public static Content content(String text) {
        return Content.newBuilder().setText(text).build();
    }

    /** A ground truth to build on. */
    public static OutcomeSubmitted.Builder groundTruth(String caseId, String label) {
        return OutcomeSubmitted.newBuilder()
                .setCaseId(caseId)
                .setOccurredAt(NOW.minusSeconds(30))
                .setKind("ground_truth")
                .setLabel(label)
                .setSource("audit-desk");
    }
}
