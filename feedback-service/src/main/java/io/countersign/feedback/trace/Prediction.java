package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was predicted, without the content.
 *
 * @param occurredAt when the prediction was made
 * @param scoredAt when ingest let it in
 * @param confidence the model's own, 0..1, uncalibrated
 * @param contentHash SHA-256 of the canonical prediction, lower-case hex
 */
public record Prediction(
        Instant occurredAt,
        Instant scoredAt,
        String source,
        String modelId,
        String modelVersion,
        boolean candidate,
        String label,
        double confidence,
        @Nullable String proposedAction,
        String contentHash,
        @Nullable String contentReference,
        SortedMap<String, String> slices,
        @Nullable String unitId,
        @Nullable Double value) {

    public Prediction {
        slices = Collections.unmodifiableSortedMap(new TreeMap<>(slices));
    }
}
