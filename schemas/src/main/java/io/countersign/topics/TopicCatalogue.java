package io.countersign.topics;

import static io.countersign.topics.Topic.UPSTREAM;
import static io.countersign.topics.Topics.*;

import io.countersign.event.*;
import io.countersign.topics.Topic.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Every topic that something emits. Creating topics, registering schemas, the access lists and {@code asyncapi.yaml} all
 * follow from this one list.
 */
public final class TopicCatalogue {

    private static final Retention LIFECYCLE = new Retention.For(Duration.ofDays(14));
    private static final Retention COMPACTED = new Retention.Compacted(Duration.ofDays(7));

    private static final String INGEST = "ingest-service";
    private static final String ROUTING = "routing-service";
    private static final String REVIEW = "review-service";
    private static final String FEEDBACK = "feedback-service";
    private static final String SETUP = "platform-setup";
    private static final String DOWNSTREAM = "downstream";
    private static final String DATA_TEAM = "data-team";

    private static final List<Topic> ALL = List.of(
            lifecycle(PREDICTION_SUBMITTED, PredictionSubmitted.getClassSchema(), Set.of(UPSTREAM), Set.of(INGEST)),
            lifecycle(OUTCOME_SUBMITTED, OutcomeSubmitted.getClassSchema(), Set.of(UPSTREAM), Set.of(INGEST)),
            lifecycle(PREDICTION_SCORED, PredictionScored.getClassSchema(), Set.of(INGEST), Set.of(ROUTING, FEEDBACK)),
            lifecycle(PREDICTION_GROUPS, PredictionGroups.getClassSchema(), Set.of(INGEST), Set.of(FEEDBACK)),
            lifecycle(
                    PREDICTION_REFUSED, PredictionRefused.getClassSchema(), Set.of(INGEST), Set.of(UPSTREAM, FEEDBACK)),
            lifecycle(CASE_ROUTED, CaseRouted.getClassSchema(), Set.of(ROUTING), Set.of(REVIEW, FEEDBACK, INGEST)),
            lifecycle(
                    DECISION_MADE,
                    DecisionMade.getClassSchema(),
                    Set.of(ROUTING, REVIEW),
                    Set.of(DOWNSTREAM, FEEDBACK, INGEST)),
            lifecycle(CASE_REVIEWED, CaseReviewed.getClassSchema(), Set.of(REVIEW), Set.of(FEEDBACK, INGEST, ROUTING)),
            lifecycle(REVIEW_ACTIVITY, ReviewActivity.getClassSchema(), Set.of(REVIEW), Set.of(FEEDBACK)),
            lifecycle(REVIEW_REQUESTED, ReviewRequested.getClassSchema(), Set.of(FEEDBACK), Set.of(REVIEW)),
            lifecycle(OUTCOME_ARRIVED, OutcomeArrived.getClassSchema(), Set.of(INGEST), Set.of(FEEDBACK)),
            compacted(
                    EXCLUSION_CHANGED,
                    ExclusionChanged.getClassSchema(),
                    "exclusionKey",
                    Set.of(INGEST),
                    Set.of(UPSTREAM, REVIEW, FEEDBACK)),
            compacted(
                    POLICY_PUBLISHED,
                    PolicyPublished.getClassSchema(),
                    "name@version",
                    Set.of(SETUP, ROUTING),
                    Set.of(ROUTING)),
            compacted(DECISION_TRACE, DecisionTrace.getClassSchema(), "caseId", Set.of(FEEDBACK), Set.of(DATA_TEAM)),
            compacted(TRAINING_LABEL, TrainingLabel.getClassSchema(), "caseId", Set.of(FEEDBACK), Set.of(DATA_TEAM)),
            compacted(
                    RELAY_POSITION,
                    RelayPosition.getClassSchema(),
                    "relay",
                    Set.of(INGEST, REVIEW, FEEDBACK),
                    Set.of(INGEST, REVIEW, FEEDBACK)));

    /** Every topic, lifecycle first. Dead-letter topics are not listed: they follow from {@link Topic#deadLettered}. */
    public static List<Topic> all() {
        return ALL;
    }

    /** The topic of that name; empty where there is none. */
    public static Optional<Topic> find(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    private static Topic lifecycle(String name, Schema schema, Set<String> writers, Set<String> readers) {
        return new Topic(name, schema, "caseId", LIFECYCLE, writers, readers, true);
    }

    private static Topic compacted(
            String name, Schema schema, String keyedBy, Set<String> writers, Set<String> readers) {
        return new Topic(name, schema, keyedBy, COMPACTED, writers, readers, name.equals(EXCLUSION_CHANGED));
    }

    private TopicCatalogue() {}
}
