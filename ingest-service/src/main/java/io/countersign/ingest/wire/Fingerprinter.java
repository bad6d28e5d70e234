package io.countersign.ingest.wire;

import io.countersign.event.Content;
import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.prediction.Fingerprints;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Submitted events to their fingerprints. */
public final class Fingerprinter {

    private Fingerprinter() {}

    /** The fingerprints of a prediction and its groups; event ids and times are no part of what was said. */
    public static Fingerprints of(PredictionSubmitted event) {
        var content = CanonicalHash.of(event.getPrediction());
        var submission =
                event.getGroups().isEmpty() ? content : CanonicalHash.ofAll(List.of(content, event.getGroups()));
        return new Fingerprints(content, submission, input(event.getPrediction(), content));
    }

    /** The fingerprint of what an outcome says, its name apart. */
    public static String of(OutcomeSubmitted event) {
        return CanonicalHash.ofAll(Arrays.asList(
                event.getCaseId(),
                event.getCaseRevision(),
                event.getOccurredAt(),
                event.getKind(),
                event.getLabel(),
                event.getSource(),
                event.getNote()));
    }

    /** One name for several parts that together tell something from everything else. */
    public static String ofParts(Object... parts) {
        return CanonicalHash.ofAll(Arrays.asList(parts));
    }

    private static String input(Prediction prediction, String content) {
        Content shown = prediction.getContent();
        if (shown != null) {
            return CanonicalHash.of(shown);
        }
        Map<String, Double> features = prediction.getFeatures();
        Map<String, String> slices = prediction.getSlices();
        return features.isEmpty() && slices.isEmpty() ? content : CanonicalHash.ofAll(List.of(features, slices));
    }
}
