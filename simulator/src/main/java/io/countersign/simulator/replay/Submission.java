package io.countersign.simulator.replay;

import io.countersign.casefiles.Case;
import io.countersign.event.LabelProbability;
import io.countersign.event.Opinion;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Turns a case of a file into the prediction event that its pipeline would have sent; the truth stays behind. */
final class Submission {

    /** The enough-for-review head of a long tail: a 150-way classifier sends its best guesses, not all. */
    private static final int TOP_LABELS = 10;

    private Submission() {}

    static PredictionSubmitted of(Case from, CaseIds ids) {
        return PredictionSubmitted.newBuilder()
                .setCaseId(ids.caseId(from.caseId()))
                .setCaseRevision(1)
                // A file without times must still say the same thing each time it is played.
                .setOccurredAt(from.occurredAt() == null ? Instant.EPOCH : from.occurredAt())
                .setPrediction(prediction(from, ids))
                .setGroups(from.groups())
                .build();
    }

    private static Prediction prediction(Case from, CaseIds ids) {
        return Prediction.newBuilder()
                .setItemKeys(List.of(ids.itemKey(from.caseId())))
                .setSource(ids.set())
                .setModelId(from.modelId())
                .setModelVersion(from.modelVersion())
                .setLabel(from.predictedLabel())
                .setConfidence(from.confidence())
                .setLabelProbabilities(probabilities(from))
                .setOpinions(from.opinions().stream()
                        .map(opinion -> new Opinion(opinion.name(), opinion.label(), opinion.confidence(), null))
                        .toList())
                .setEnsembleAgreement(from.ensembleAgreement())
                .setNovelty(from.novelty())
                .setValue(from.value())
                .setFeatures(from.features())
                .setSlices(from.slices())
                .setUnitId(from.unitId())
                .build();
    }

    private static List<LabelProbability> probabilities(Case from) {
        return from.labelProbabilities().entrySet().stream()
                .map(label -> new LabelProbability(label.getKey(), label.getValue()))
                .sorted(Comparator.comparingDouble(LabelProbability::getProbability)
                        .reversed())
                .limit(TOP_LABELS)
                .toList();
    }
}
