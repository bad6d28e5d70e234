package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Faults;

/** What the case is about and who predicted: names that are there, and item keys that differ. */
final class ItemRules {

    private static final int MOST_KEYS = 100;

    private ItemRules() {}

    static void check(Prediction prediction, Faults faults) {
        var item = prediction.item();
        faults.names("prediction.itemKeys", item.itemKeys(), MOST_KEYS, Faults.KEY_LIMIT);
        faults.optionalName("prediction.subjectId", item.subjectId());
        var origin = prediction.origin();
        faults.name("prediction.source", origin.source());
        faults.name("prediction.modelId", origin.modelId());
        faults.name("prediction.modelVersion", origin.modelVersion());
    }
}
