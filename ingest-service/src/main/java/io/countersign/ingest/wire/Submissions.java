package io.countersign.ingest.wire;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.outcome.Outcome;
import io.countersign.ingest.prediction.Prediction;
import io.countersign.ingest.prediction.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Submitted events to the domain. */
public final class Submissions {

    private Submissions() {}

    /** The submission in an event that came under that key, so many bytes long. */
    public static Submission of(PredictionSubmitted event, @Nullable String recordKey, int sizeBytes) {
        return new Submission(
                event.getEventId(),
                recordKey,
                event.getCaseId(),
                event.getCaseRevision(),
                event.getOccurredAt(),
                prediction(event.getPrediction()),
                event.getGroups(),
                sizeBytes);
    }

    /** The outcome in an event that came under that key. */
    public static Outcome of(OutcomeSubmitted event, @Nullable String recordKey) {
        return new Outcome(
                event.getEventId(),
                recordKey,
                event.getCaseId(),
                event.getOutcomeId(),
                event.getCaseRevision(),
                event.getOccurredAt(),
                event.getKind(),
                event.getLabel(),
                event.getSource(),
                event.getNote());
    }

    private static Prediction prediction(io.countersign.event.Prediction p) {
        return new Prediction(
                new Prediction.Item(p.getItemKeys(), p.getSubjectId()),
                new Prediction.Origin(p.getSource(), p.getModelId(), p.getModelVersion()),
                answer(p),
                new Prediction.Stakes(
                        p.getNovelty(),
                        p.getRisk(),
                        p.getValue(),
                        p.getErrorCost(),
                        p.getComplexity(),
                        p.getRequiredSkills(),
                        p.getUrgency(),
                        p.getReviewWantedReason()),
                new Prediction.Background(
                        p.getEmbedding(), p.getFeatures(), p.getSlices(), p.getUnitId(), p.getClusterKey()),
                display(p),
                new Prediction.Timing(p.getLatencyBudgetMillis(), p.getDeadline()));
    }

    private static Prediction.Answer answer(io.countersign.event.Prediction p) {
        return new Prediction.Answer(
                p.getLabel(),
                p.getProposedAction(),
                p.getConfidence(),
                p.getLabelProbabilities().stream()
                        .map(it -> new Prediction.LabelProbability(it.getLabel(), it.getProbability()))
                        .toList(),
                p.getFields().stream()
                        .map(it -> new Prediction.PredictedField(it.getName(), it.getValue(), it.getConfidence()))
                        .toList(),
                p.getOpinions().stream()
                        .map(it -> new Prediction.Opinion(
                                it.getName(), it.getLabel(), it.getConfidence(), it.getModelVersion()))
                        .toList(),
                p.getEnsembleAgreement());
    }

    private static Prediction.Display display(io.countersign.event.Prediction p) {
        var content = p.getContent();
        return new Prediction.Display(
                p.getEvidence().stream()
                        .map(it -> new Prediction.Evidence(
                                it.getKind(), it.getTarget(), it.getStart(), it.getEnd(), it.getText(), it.getWeight()))
                        .toList(),
                content == null
                        ? null
                        : new Prediction.Content(
                                content.getMediaType(), content.getText(), content.getReference(), content.getSha256()),
                history(p.getAttempts()),
                history(p.getSubjectHistory()));
    }

    private static List<Prediction.HistoryEntry> history(List<io.countersign.event.HistoryEntry> entries) {
        return entries.stream()
                .map(it -> new Prediction.HistoryEntry(it.getCaseId(), it.getAt(), it.getLabel(), it.getNote()))
                .toList();
    }
}
