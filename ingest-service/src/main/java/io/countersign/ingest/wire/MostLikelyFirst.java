package io.countersign.ingest.wire;

import io.countersign.event.LabelProbability;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import java.util.Comparator;
import java.util.List;

/** Label probabilities in the order that the contract promises, whatever order a pipeline wrote them in. */
public final class MostLikelyFirst {

    private static final Comparator<LabelProbability> ORDER =
            Comparator.comparingDouble(LabelProbability::getProbability).reversed();

    private MostLikelyFirst() {}

    /** The event itself where its labels are in order already. Equal probabilities stay as they were. */
    public static PredictionSubmitted of(PredictionSubmitted event) {
        var probabilities = event.getPrediction().getLabelProbabilities();
        if (isInOrder(probabilities)) {
            return event;
        }
        var prediction = Prediction.newBuilder(event.getPrediction())
                .setLabelProbabilities(probabilities.stream().sorted(ORDER).toList())
                .build();
        return PredictionSubmitted.newBuilder(event).setPrediction(prediction).build();
    }

    private static boolean isInOrder(List<LabelProbability> probabilities) {
        for (int i = 1; i < probabilities.size(); i++) {
            if (ORDER.compare(probabilities.get(i - 1), probabilities.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }
}
