package io.countersign.routing.kafka;

import io.countersign.event.LabelProbability;
import io.countersign.event.Opinion;
import io.countersign.event.PredictionScored;
import io.countersign.event.StandingDecision;
import io.countersign.routing.route.Prediction;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Avro in, domain out. */
final class ScoredPredictions {

    static Prediction toDomain(PredictionScored scored) {
        var said = scored.getPrediction();
        StandingDecision standing = scored.getStandingDecision();
        return new Prediction(
                scored.getCaseId(),
                scored.getCaseRevision(),
                said.getSource(),
                new Prediction.Model(said.getModelId(), said.getModelVersion(), said.getCandidate()),
                answer(said),
                new Prediction.Stakes(said.getRisk(), said.getValue(), said.getErrorCost()),
                handling(said),
                said.getFeatures(),
                said.getSlices(),
                standing == null ? null : standing.getLabel(),
                scored.getReceivedAt());
    }

    private static Prediction.Answer answer(io.countersign.event.Prediction said) {
        return new Prediction.Answer(
                said.getLabel(),
                said.getProposedAction(),
                said.getConfidence(),
                margin(said.getLabelProbabilities()),
                said.getOpinions().stream().map(Opinion::getLabel).toList(),
                said.getEnsembleAgreement(),
                said.getNovelty());
    }

    private static Prediction.Handling handling(io.countersign.event.Prediction said) {
        Long budget = said.getLatencyBudgetMillis();
        return new Prediction.Handling(
                said.getComplexity(),
                said.getRequiredSkills(),
                said.getUrgency(),
                said.getReviewWanted(),
                budget == null ? null : Duration.ofMillis(budget),
                said.getDeadline());
    }

    private static @Nullable Double margin(List<LabelProbability> probabilities) {
        if (probabilities.size() < 2) {
            return null;
        }
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (LabelProbability each : probabilities) {
            double probability = each.getProbability();
            if (probability > first) {
                second = first;
                first = probability;
            } else if (probability > second) {
                second = probability;
            }
        }
        return first - second;
    }

    private ScoredPredictions() {}
}
