package io.countersign.review.kafka;

import io.countersign.event.CaseRouted;
import io.countersign.event.Evidence;
import io.countersign.event.HistoryEntry;
import io.countersign.event.Prediction;
import io.countersign.event.ReviewRequested;
import io.countersign.review.task.TaskContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A prediction as reviewers see it, in two parts: what was put into the model, and what tells the model's answer. What is
 * not known is left out.
 */
@Component
class PredictionViews {

    private final JsonMapper json;

    PredictionViews(JsonMapper json) {
        this.json = json;
    }

    TaskContent of(CaseRouted routed) {
        var answer = answer(routed.getPrediction());
        answer.put("lane", routed.getLane());
        answer.put("action", routed.getAction());
        answer.put("ruleId", routed.getRuleId());
        answer.put("reason", routed.getReason());
        put(answer, "calibratedConfidence", routed.getCalibratedConfidence());
        return content(routed.getPrediction(), answer);
    }

    TaskContent of(ReviewRequested request) {
        var answer = answer(request.getPrediction());
        put(answer, "reason", request.getNote());
        return content(request.getPrediction(), answer);
    }

    private TaskContent content(Prediction prediction, Map<String, Object> answer) {
        return new TaskContent(
                prediction.getModelId(),
                json.writeValueAsString(shown(prediction)),
                json.writeValueAsString(answer),
                labels(prediction));
    }

    private static Map<String, Object> shown(Prediction prediction) {
        var view = new LinkedHashMap<String, Object>();
        put(view, "itemKeys", prediction.getItemKeys());
        put(view, "subjectId", prediction.getSubjectId());
        put(view, "source", prediction.getSource());
        put(view, "content", content(prediction));
        put(view, "features", prediction.getFeatures());
        put(view, "slices", prediction.getSlices());
        put(view, "unitId", prediction.getUnitId());
        put(view, "value", prediction.getValue());
        put(view, "errorCost", prediction.getErrorCost());
        put(view, "urgency", prediction.getUrgency());
        put(view, "requiredSkills", prediction.getRequiredSkills());
        put(view, "deadline", prediction.getDeadline());
        put(view, "attempts", history(prediction.getAttempts(), false));
        put(view, "subjectHistory", history(prediction.getSubjectHistory(), false));
        return view;
    }

    private static Map<String, Object> answer(Prediction prediction) {
        var view = new LinkedHashMap<String, Object>();
        put(view, "modelId", prediction.getModelId());
        put(view, "modelVersion", prediction.getModelVersion());
        put(view, "label", prediction.getLabel());
        put(view, "confidence", prediction.getConfidence());
        put(view, "proposedAction", prediction.getProposedAction());
        put(view, "labelProbabilities", probabilities(prediction));
        put(view, "fields", fields(prediction));
        put(view, "opinions", opinions(prediction));
        put(view, "ensembleAgreement", prediction.getEnsembleAgreement());
        put(view, "novelty", prediction.getNovelty());
        put(view, "risk", prediction.getRisk());
        put(view, "complexity", prediction.getComplexity());
        put(
                view,
                "evidence",
                prediction.getEvidence().stream().map(PredictionViews::evidence).toList());
        put(view, "reviewWantedReason", prediction.getReviewWantedReason());
        put(view, "attempts", history(prediction.getAttempts(), true));
        put(view, "subjectHistory", history(prediction.getSubjectHistory(), true));
        return view;
    }

    private static @Nullable Map<String, Object> content(Prediction prediction) {
        var content = prediction.getContent();
        if (content == null) {
            return null;
        }
        var view = new LinkedHashMap<String, Object>();
        put(view, "mediaType", content.getMediaType());
        put(view, "text", content.getText());
        put(view, "reference", content.getReference());
        put(view, "sha256", content.getSha256());
        return view;
    }

    private static List<Map<String, Object>> probabilities(Prediction prediction) {
        return prediction.getLabelProbabilities().stream()
                .map(p -> Map.<String, Object>of("label", p.getLabel(), "probability", p.getProbability()))
                .toList();
    }

    private static List<Map<String, Object>> fields(Prediction prediction) {
        return prediction.getFields().stream()
                .map(field -> {
                    var view = new LinkedHashMap<String, Object>();
                    put(view, "name", field.getName());
                    put(view, "value", field.getValue());
                    put(view, "confidence", field.getConfidence());
                    return (Map<String, Object>) view;
                })
                .toList();
    }

    private static List<Map<String, Object>> opinions(Prediction prediction) {
        return prediction.getOpinions().stream()
                .map(opinion -> {
                    var view = new LinkedHashMap<String, Object>();
                    put(view, "name", opinion.getName());
                    put(view, "label", opinion.getLabel());
                    put(view, "confidence", opinion.getConfidence());
                    put(view, "modelVersion", opinion.getModelVersion());
                    return (Map<String, Object>) view;
                })
                .toList();
    }

    private static Map<String, Object> evidence(Evidence evidence) {
        var view = new LinkedHashMap<String, Object>();
        put(view, "kind", evidence.getKind());
        put(view, "target", evidence.getTarget());
        put(view, "start", evidence.getStart());
        put(view, "end", evidence.getEnd());
        put(view, "text", evidence.getText());
        put(view, "weight", evidence.getWeight());
        return view;
    }

    /** Labels and notes of earlier cases may tell the answer of this one. */
    private static List<Map<String, Object>> history(List<HistoryEntry> entries, boolean withAnswers) {
        return entries.stream()
                .map(entry -> {
                    var view = new LinkedHashMap<String, Object>();
                    put(view, "caseId", entry.getCaseId());
                    put(view, "at", entry.getAt());
                    put(view, "label", withAnswers ? entry.getLabel() : null);
                    put(view, "note", withAnswers ? entry.getNote() : null);
                    return (Map<String, Object>) view;
                })
                .toList();
    }

    /** A prediction that names one label only would offer its answer: it adds nothing to what is offered. */
    private static List<String> labels(Prediction prediction) {
        var labels = new TreeSet<String>();
        labels.add(prediction.getLabel());
        prediction.getLabelProbabilities().forEach(p -> labels.add(p.getLabel()));
        prediction.getOpinions().forEach(opinion -> labels.add(opinion.getLabel()));
        return List.copyOf(labels);
    }

    private static void put(Map<String, Object> view, String name, @Nullable Object value) {
        boolean empty = value == null
                || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        if (!empty) {
            view.put(name, value instanceof java.time.Instant at ? at.toString() : value);
        }
    }
}
