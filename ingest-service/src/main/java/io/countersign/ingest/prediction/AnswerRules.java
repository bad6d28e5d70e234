package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.prediction.Prediction.Answer;
import io.countersign.ingest.prediction.Prediction.LabelProbability;
import io.countersign.ingest.prediction.Prediction.Opinion;
import io.countersign.ingest.prediction.Prediction.PredictedField;
import java.util.List;

/** What the models answer: shares within 0..1, names once each, probabilities that can be those of one distribution. */
final class AnswerRules {

    /** Published probabilities are rounded: their sum may pass 1 by so much. */
    static final double SUM_TOLERANCE = 0.01;

    private static final int MOST_LABELS = 1_000;
    private static final int MOST_FIELDS = 500;
    private static final int MOST_OPINIONS = 100;

    private AnswerRules() {}

    static void check(Answer answer, Faults faults) {
        faults.name("prediction.label", answer.label());
        faults.optionalName("prediction.proposedAction", answer.proposedAction());
        faults.share("prediction.confidence", answer.confidence());
        faults.optionalShare("prediction.ensembleAgreement", answer.ensembleAgreement());
        probabilities(answer.labelProbabilities(), faults);
        fields(answer.fields(), faults);
        opinions(answer.opinions(), faults);
    }

    private static void probabilities(List<LabelProbability> probabilities, Faults faults) {
        var path = "prediction.labelProbabilities";
        faults.atMost(path, probabilities, MOST_LABELS);
        faults.each(path, probabilities, (entry, it) -> {
            faults.name(entry + ".label", it.label());
            faults.share(entry + ".probability", it.probability());
        });
        faults.distinct(
                path,
                ".label",
                probabilities.stream().map(LabelProbability::label).toList());
        double sum = probabilities.stream()
                .mapToDouble(LabelProbability::probability)
                .sum();
        if (sum > 1 + SUM_TOLERANCE) {
            faults.add(path, "must not sum to more than 1 (" + SUM_TOLERANCE + " for rounding), sum was " + sum);
        }
    }

    private static void fields(List<PredictedField> fields, Faults faults) {
        var path = "prediction.fields";
        faults.atMost(path, fields, MOST_FIELDS);
        faults.each(path, fields, (entry, it) -> {
            faults.name(entry + ".name", it.name());
            faults.text(entry + ".value", it.value());
            faults.optionalShare(entry + ".confidence", it.confidence());
        });
        faults.distinct(path, ".name", fields.stream().map(PredictedField::name).toList());
    }

    private static void opinions(List<Opinion> opinions, Faults faults) {
        var path = "prediction.opinions";
        faults.atMost(path, opinions, MOST_OPINIONS);
        faults.each(path, opinions, (entry, it) -> {
            faults.name(entry + ".name", it.name());
            faults.name(entry + ".label", it.label());
            faults.optionalShare(entry + ".confidence", it.confidence());
            faults.optionalName(entry + ".modelVersion", it.modelVersion());
        });
        faults.distinct(path, ".name", opinions.stream().map(Opinion::name).toList());
    }
}
