package io.countersign.feedback.kafka;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.ExclusionChanged;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.PredictionGroups;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.ReviewActivity;
import io.countersign.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What each topic that the service reads carries. */
final class EventTypes {

    private static final Map<String, Class<? extends SpecificRecord>> OF_CASES = Map.of(
            Topics.PREDICTION_SCORED, PredictionScored.class,
            Topics.PREDICTION_REFUSED, PredictionRefused.class,
            Topics.CASE_ROUTED, CaseRouted.class,
            Topics.DECISION_MADE, DecisionMade.class,
            Topics.CASE_REVIEWED, CaseReviewed.class,
            Topics.REVIEW_ACTIVITY, ReviewActivity.class,
            Topics.OUTCOME_ARRIVED, OutcomeArrived.class);

    /** What a topic carries whose events make traces. */
    static Class<? extends SpecificRecord> ofCase(String topic) {
        var type = OF_CASES.get(topic);
        if (type == null) {
            throw new IllegalArgumentException("No events of cases come from " + topic);
        }
        return type;
    }

    static Map<String, Class<? extends SpecificRecord>> all() {
        var all = new HashMap<>(OF_CASES);
        all.put(Topics.PREDICTION_GROUPS, PredictionGroups.class);
        all.put(Topics.EXCLUSION_CHANGED, ExclusionChanged.class);
        return Map.copyOf(all);
    }

    private EventTypes() {}
}
