package io.countersign.review;

import io.countersign.event.CaseRouted;
import io.countersign.event.Content;
import io.countersign.event.LabelProbability;
import io.countersign.event.PredictedField;
import io.countersign.event.Prediction;
import io.countersign.kit.ids.Ids;
import java.time.Instant;
import java.util.List;

/** Cases as routing tells them. */
final class RoutedEvents {

    static CaseRouted review(String caseId) {
        return routed(caseId, 1, "review", "hold").build();
    }

    static CaseRouted.Builder routed(String caseId, int caseRevision, String lane, String action) {
        return CaseRouted.newBuilder()
                .setEventId(Ids.next())
                .setCaseId(caseId)
                .setCaseRevision(caseRevision)
                .setOccurredAt(Instant.now())
                .setPrediction(prediction("key-" + caseId))
                .setContentHash("0".repeat(64))
                .setLane(lane)
                .setAction(action)
                .setQueue(lane.equals("automatic") ? null : lane.equals("expert") ? "expert" : "review")
                .setPriority(3)
                .setTier(1)
                .setPolicyName("default")
                .setPolicyVersion(1)
                .setRuleId("rule")
                .setReason("The model is not sure enough.")
                .setPropensity(1)
                .setScoredAt(Instant.now());
    }

    static Prediction prediction(String itemKey) {
        return Prediction.newBuilder()
                .setItemKeys(List.of(itemKey))
                .setSource("test")
                .setModelId("model")
                .setModelVersion("7")
                .setLabel("spam")
                .setProposedAction("remove")
                .setConfidence(0.61)
                .setLabelProbabilities(List.of(probability("spam", 0.61), probability("ham", 0.39)))
                .setFields(List.of(PredictedField.newBuilder()
                        .setName("language")
                        .setValue("en")
                        .build()))
                .setContent(Content.newBuilder().setText("Buy now").build())
                .build();
    }

    private static LabelProbability probability(String label, double probability) {
        return LabelProbability.newBuilder()
                .setLabel(label)
                .setProbability(probability)
                .build();
    }

    private RoutedEvents() {}
}
