package io.countersign.casefiles;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One past prediction with what was known when it was made, and its outcome where that is known.
 *
 * <p>Maps and lists keep the order of the file's columns, hold only what the row has a value for, and cannot be changed.
 *
 * @param caseId unique in the file
 * @param occurredAt when the prediction was made; null when the file does not say
 * @param modelId who predicted; {@code model} when the file does not say
 * @param modelVersion which version of it; {@code 1} when the file does not say
 * @param predictedLabel the model's answer
 * @param confidence the model's raw confidence in its answer, 0..1
 * @param labelProbabilities the model's probability of each label, each 0..1; empty when it gives none
 * @param opinions what other models said of the same case
 * @param ensembleAgreement share of an ensemble that agrees, 0..1
 * @param novelty distance from the training data, 0..1, larger is stranger
 * @param unitId the independent unit that the case belongs to; null when each case is its own
 * @param slices categories to calibrate and report by
 * @param groups protected groups, for fairness reports only
 * @param features other finite numbers known when the prediction was made
 * @param value what is at stake
 * @param trueLabel the outcome
 */
public record Case(
        String caseId,
        @Nullable Instant occurredAt,
        String modelId,
        String modelVersion,
        String predictedLabel,
        double confidence,
        Map<String, Double> labelProbabilities,
        List<Opinion> opinions,
        @Nullable Double ensembleAgreement,
        @Nullable Double novelty,
        @Nullable String unitId,
        Map<String, String> slices,
        Map<String, String> groups,
        Map<String, Double> features,
        @Nullable Double value,
        @Nullable String trueLabel) {

    /** The model and its version, as {@code model@version}. */
    public String model() {
        return modelId + "@" + modelVersion;
    }

    /** The independent unit behind the case: {@link #unitId}, or the case itself. */
    public String unit() {
        return unitId == null ? caseId : unitId;
    }
}
