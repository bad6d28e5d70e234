package io.countersign.ingest;

import io.countersign.event.Content;
import io.countersign.event.Evidence;
import io.countersign.event.HistoryEntry;
import io.countersign.event.LabelProbability;
import io.countersign.event.Opinion;
import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictedField;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    /** A prediction with something in nearly every field. */
    public static PredictionSubmitted full(String caseId) {
        return submission(caseId, Given::filled)
                .setEventId("event")
                .setGroups(Map.of("age", "30-40"))
                .build();
    }

    private static Prediction.Builder filled(Prediction.Builder prediction) {
        return prediction
                .setItemKeys(List.of("url:" + UUID.randomUUID(), "sku:" + UUID.randomUUID()))
                .setSubjectId("subject")
                .setProposedAction("remove")
                .setLabelProbabilities(List.of(new LabelProbability("hate", 0.9), new LabelProbability("ok", 0.1)))
                .setFields(List.of(new PredictedField("severity", "high", 0.7)))
                .setOpinions(List.of(new Opinion("second", "ok", 0.6, "2.0")))
                .setNovelty(0.2)
                .setEmbedding(List.of(0.5f, -0.5f))
                .setRisk(0.1)
                .setValue(12.5)
                .setRequiredSkills(List.of("german"))
                .setFeatures(Map.of("length", 12.0))
                .setSlices(Map.of("language", "de"))
                .setUnitId("unit")
                .setEvidence(List.of(Evidence.newBuilder()
                        .setKind("span")
                        .setStart(0)
                        .setEnd(4)
                        .setText("some")
                        .setWeight(0.5)
                        .build()))
                .setContent(content("some text"))
                .setAttempts(List.of(
                        HistoryEntry.newBuilder().setAt(NOW.minusSeconds(600)).build()))
                .setLatencyBudgetMillis(60_000L)
                .setDeadline(NOW.plusSeconds(86_400 * 365));
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
