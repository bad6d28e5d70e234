package io.countersign.ingest.prediction;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline says of one case. The parts group the fields of the event by what they are for; what is optional and
 * unknown is null or empty.
 */
public record Prediction(
        Item item, Origin origin, Answer answer, Stakes stakes, Background background, Display display, Timing timing) {

    /**
     * What the case is about.
     *
     * @param itemKeys natural keys of the item, the main one first
     * @param subjectId the person concerned
     */
    public record Item(List<String> itemKeys, @Nullable String subjectId) {}

    /** Who predicted. */
    public record Origin(String source, String modelId, String modelVersion) {}

    /**
     * What the model and its companions answer.
     *
     * @param confidence uncalibrated, 0..1
     * @param ensembleAgreement share of an ensemble that agrees, 0..1
     */
    public record Answer(
            String label,
            @Nullable String proposedAction,
            double confidence,
            List<LabelProbability> labelProbabilities,
            List<PredictedField> fields,
            List<Opinion> opinions,
            @Nullable Double ensembleAgreement) {}

    /** One label with its uncalibrated probability, 0..1. */
    public record LabelProbability(String label, double probability) {}

    /** One structured field with a confidence of its own, 0..1. */
    public record PredictedField(
            String name, @Nullable String value, @Nullable Double confidence) {}

    /** What another model says; its confidence in 0..1. */
    public record Opinion(
            String name,
            String label,
            @Nullable Double confidence,
            @Nullable String modelVersion) {}

    /** What depends on the answer: shares in 0..1, amounts in the deployment's currency. */
    public record Stakes(
            @Nullable Double novelty,
            @Nullable Double risk,
            @Nullable Double value,
            @Nullable Double errorCost,
            @Nullable Double complexity,
            List<String> requiredSkills,
            @Nullable Double urgency,
            @Nullable String reviewWantedReason) {}

    /** What else was known at prediction time. */
    public record Background(
            @Nullable List<Float> embedding,
            Map<String, Double> features,
            Map<String, String> slices,
            @Nullable String unitId,
            @Nullable String clusterKey) {}

    /** What a reviewer sees. */
    public record Display(
            List<Evidence> evidence,
            @Nullable Content content,
            List<HistoryEntry> attempts,
            List<HistoryEntry> subjectHistory) {}

    /** What in the input drove the model; weight in -1..1. */
    public record Evidence(
            String kind,
            @Nullable String target,
            @Nullable Integer start,
            @Nullable Integer end,
            @Nullable String text,
            @Nullable Double weight) {}

    /** The content, or a reference to it. */
    public record Content(
            String mediaType,
            @Nullable String text,
            @Nullable String reference,
            @Nullable String sha256) {}

    /** An earlier attempt or an earlier case. */
    public record HistoryEntry(
            @Nullable String caseId,
            Instant at,
            @Nullable String label,
            @Nullable String note) {}

    /** How long the caller can wait, and when a decision is worthless. */
    public record Timing(
            @Nullable Long latencyBudgetMillis, @Nullable Instant deadline) {}
}
