package io.countersign.routing.signal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every signal that a policy's expressions may use. */
public enum SignalName {
    /** Calibrated confidence where the model version is calibrated, else the model's own; 0..1. */
    CONFIDENCE("confidence", Kind.NUMBER),
    /** The model's own confidence, 0..1. */
    RAW_CONFIDENCE("rawConfidence", Kind.NUMBER),
    /** Calibrated probability that the label is right, 0..1; missing where the model version is not calibrated. */
    CALIBRATED_CONFIDENCE("calibratedConfidence", Kind.NUMBER),
    /** Probability of the most likely label less that of the second, 0..1; missing with fewer than two. */
    MARGIN("margin", Kind.NUMBER),
    /** Whether at least one other model gives another label; missing where no other model was asked. */
    OPINIONS_DISAGREE("opinionsDisagree", Kind.FLAG),
    /** Share of the other models that give the same label, 0..1; missing where no other model was asked. */
    OPINION_AGREEMENT("opinionAgreement", Kind.NUMBER),
    /** Share of the model's ensemble that agrees, 0..1. */
    ENSEMBLE_AGREEMENT("ensembleAgreement", Kind.NUMBER),
    /** Distance from the training data, 0..1. */
    NOVELTY("novelty", Kind.NUMBER),
    /** Risk of acting, 0..1. */
    RISK("risk", Kind.NUMBER),
    /** Amount at stake, in the deployment's currency. */
    VALUE("value", Kind.NUMBER),
    /** Cost of a wrong decision, in the deployment's currency. */
    ERROR_COST("errorCost", Kind.NUMBER),
    /** How hard the case is, 0..1. */
    COMPLEXITY("complexity", Kind.NUMBER),
    /** Urgency, 0..1. */
    URGENCY("urgency", Kind.NUMBER),
    /** How long the caller can wait, in milliseconds. */
    LATENCY_BUDGET_MILLIS("latencyBudgetMillis", Kind.NUMBER),
    /** Seconds until a decision is worthless; negative where it already is. */
    SECONDS_TO_DEADLINE("secondsToDeadline", Kind.NUMBER),
    /** Predicted probability that the model is wrong, 0..1; missing without an error model. */
    PREDICTED_ERROR("predictedError", Kind.NUMBER),
    /** Predicted probability that people will disagree, 0..1; missing without an error model. */
    PREDICTED_DISAGREEMENT("predictedDisagreement", Kind.NUMBER),
    /** Whether the pipeline itself asks for a person. */
    REVIEW_WANTED("reviewWanted", Kind.FLAG),
    /** Whether the model version is only a candidate. */
    CANDIDATE("candidate", Kind.FLAG),
    /** The predicted label. */
    LABEL("label", Kind.TEXT),
    /** The proposed action; the label where the pipeline proposes none. */
    ACTION("action", Kind.TEXT),
    /** The pipeline or channel. */
    SOURCE("source", Kind.TEXT),
    /** Which model predicted. */
    MODEL_ID("modelId", Kind.TEXT),
    /** Its version. */
    MODEL_VERSION("modelVersion", Kind.TEXT),
    /** Skills that a reviewer must have; empty where none are asked for. */
    REQUIRED_SKILLS("requiredSkills", Kind.TEXTS),
    /** Other numbers by name: {@code features.amount}, {@code features["days late"]}. */
    FEATURES("features", Kind.NUMBERS_BY_NAME),
    /** Categories by name: {@code slices.country}, {@code slices["sign-up"]}. */
    SLICES("slices", Kind.TEXTS_BY_NAME);

    /** What a signal's value is. */
    public enum Kind {
        NUMBER,
        FLAG,
        TEXT,
        TEXTS,
        NUMBERS_BY_NAME,
        TEXTS_BY_NAME
    }

    private static final Map<String, SignalName> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SignalName::inPolicies, Function.identity()));

    private final String inPolicies;
    private final Kind kind;

    SignalName(String inPolicies, Kind kind) {
        this.inPolicies = inPolicies;
        this.kind = kind;
    }

    /** The name that policies and events use. */
    public String inPolicies() {
        return inPolicies;
    }

    public Kind kind() {
        return kind;
    }

    /** The signal of that name. */
    public static Optional<SignalName> find(String inPolicies) {
        return Optional.ofNullable(BY_NAME.get(inPolicies));
    }
}
