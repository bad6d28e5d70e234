package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.prediction.Prediction.Background;
import java.util.List;

/** What else was known: finite numbers under names that are there. */
final class BackgroundRules {

    private static final int MOST_FEATURES = 2_000;
    private static final int MOST_SLICES = 50;
    private static final int MOST_DIMENSIONS = 16_384;

    private BackgroundRules() {}

    static void check(Background background, Faults faults) {
        faults.atMost("prediction.features", background.features().keySet(), MOST_FEATURES);
        background.features().forEach((name, value) -> {
            faults.entryName("prediction.features", name);
            faults.finite("prediction.features." + name, value);
        });
        faults.namesByName("prediction.slices", background.slices(), MOST_SLICES);
        faults.optionalName("prediction.unitId", background.unitId());
        faults.optionalName("prediction.clusterKey", background.clusterKey());
        if (background.embedding() != null) {
            embedding(background.embedding(), faults);
        }
    }

    private static void embedding(List<Float> embedding, Faults faults) {
        var path = "prediction.embedding";
        if (embedding.isEmpty()) {
            faults.add(path, "must have at least one number, or be left out");
        }
        faults.atMost(path, embedding, MOST_DIMENSIONS);
        faults.each(path, embedding, (entry, it) -> faults.finite(entry, it));
    }
}
