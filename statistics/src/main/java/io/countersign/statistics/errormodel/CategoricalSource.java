package io.countersign.statistics.errormodel;

import org.jspecify.annotations.Nullable;

/** Where a categorical column of the error model takes its category from. Missing is null. The names are part of the stored form. */
enum CategoricalSource {
    PREDICTED_LABEL,
    OPINION_LABEL,
    SLICE;

    @Nullable
    String read(Signals signals, String name) {
        return switch (this) {
            case PREDICTED_LABEL -> signals.predictedLabel();
            case OPINION_LABEL -> label(signals.opinions().get(name));
            case SLICE -> signals.slices().get(name);
        };
    }

    private static @Nullable String label(@Nullable Opinion opinion) {
        return opinion == null ? null : opinion.label();
    }
}
