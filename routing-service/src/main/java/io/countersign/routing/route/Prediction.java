package io.countersign.routing.route;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What routing needs to know of a scored prediction.
 *
 * @param source the pipeline or channel
 * @param standingLabel what a person finally decided on the same content; null where no such decision stands
 * @param receivedAt when ingest took it in
 */
public record Prediction(
        String caseId,
        int caseRevision,
        String source,
        Model model,
        Answer answer,
        Stakes stakes,
        Handling handling,
        Map<String, Double> features,
        Map<String, String> slices,
        @Nullable String standingLabel,
        Instant receivedAt) {

    /** Who predicted, and whether that version is only a candidate. */
    public record Model(String id, String version, boolean candidate) {}

    /**
     * What the model said, and what speaks for and against it.
     *
     * @param proposedAction null where the label says it
     * @param confidence the model's own, 0..1
     * @param margin probability of the most likely label less that of the second; null with fewer than two
     * @param opinions labels that other models gave
     * @param ensembleAgreement null where there is no ensemble
     * @param novelty null where unknown
     */
    public record Answer(
            String label,
            @Nullable String proposedAction,
            double confidence,
            @Nullable Double margin,
            List<String> opinions,
            @Nullable Double ensembleAgreement,
            @Nullable Double novelty) {

        /** The action to take on the model's word. */
        public String action() {
            return proposedAction == null ? label : proposedAction;
        }
    }

    /** What a wrong decision puts at stake; null where unknown. */
    public record Stakes(
            @Nullable Double risk,
            @Nullable Double value,
            @Nullable Double errorCost) {}

    /**
     * What the case asks of whoever decides it.
     *
     * @param complexity 0..1; null where unknown
     * @param urgency 0..1; null where unknown
     * @param latencyBudget how long the caller waits; null where nobody does
     * @param deadline when a decision is worthless; null where it never is
     */
    public record Handling(
            @Nullable Double complexity,
            List<String> requiredSkills,
            @Nullable Double urgency,
            boolean reviewWanted,
            @Nullable Duration latencyBudget,
            @Nullable Instant deadline) {}

    /** After this a blocking caller has been told to wait for a person; null where nobody waits. */
    public @Nullable Instant decideBy() {
        Duration budget = handling.latencyBudget();
        return budget == null ? null : receivedAt.plus(budget);
    }
}
