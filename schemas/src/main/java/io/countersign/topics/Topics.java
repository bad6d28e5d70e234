package io.countersign.topics;

/** Names of the topics, for code and annotations that need a constant. {@link TopicCatalogue} says what each is. */
public final class Topics {

    public static final String PREDICTION_SUBMITTED = "hitl.prediction.submitted.v1";
    public static final String OUTCOME_SUBMITTED = "hitl.outcome.submitted.v1";
    public static final String PREDICTION_SCORED = "hitl.prediction.scored.v1";
    public static final String PREDICTION_GROUPS = "hitl.prediction.groups.v1";
    public static final String PREDICTION_REFUSED = "hitl.prediction.refused.v1";
    public static final String CASE_ROUTED = "hitl.case.routed.v1";
    public static final String DECISION_MADE = "hitl.decision.made.v1";
    public static final String CASE_REVIEWED = "hitl.case.reviewed.v1";
    public static final String REVIEW_ACTIVITY = "hitl.review.activity.v1";
    public static final String REVIEW_REQUESTED = "hitl.review.requested.v1";
    public static final String OUTCOME_ARRIVED = "hitl.outcome.arrived.v1";
    public static final String EXCLUSION_CHANGED = "hitl.exclusion.changed.v1";
    public static final String POLICY_PUBLISHED = "hitl.policy.published.v1";
    public static final String DECISION_TRACE = "hitl.decision.trace.v1";
    public static final String TRAINING_LABEL = "hitl.training.label.v1";
    public static final String RELAY_POSITION = "hitl.relay.position.v1";

    private static final String DEAD_LETTER_SUFFIX = "-dlt";

    /** The topic of the dead letters of a topic. */
    public static String deadLetters(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    /** The topic that a dead letter came from; the topic itself where it carries no dead letters. */
    public static String source(String deadLetterTopic) {
        return deadLetterTopic.endsWith(DEAD_LETTER_SUFFIX)
                ? deadLetterTopic.substring(0, deadLetterTopic.length() - DEAD_LETTER_SUFFIX.length())
                : deadLetterTopic;
    }

    private Topics() {}
}
