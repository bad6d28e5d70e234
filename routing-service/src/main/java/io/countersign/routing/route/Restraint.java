package io.countersign.routing.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why the machine may not act on a case, whatever the rules say. */
public enum Restraint {
    /** This instance cannot confirm that it has the newest policy. */
    POLICY_UNCONFIRMED("policy-unconfirmed", "It could not be confirmed that the policy is current."),
    /** A person has finally decided on the same content. */
    STANDING_DECISION("standing-decision", "A person's decision on the same content stands."),
    /** The model version is traced, never acted on. */
    CANDIDATE_MODEL("candidate-model", "The model version is only a candidate."),
    /** A blocking caller has been told to wait for a person. */
    TOO_LATE("too-late", "The caller has already been told to wait for a person.");

    private final String ruleId;
    private final String reason;

    Restraint(String ruleId, String reason) {
        this.ruleId = ruleId;
        this.reason = reason;
    }

    /** What stands as the rule of a case that is held for this. */
    public String ruleId() {
        return ruleId;
    }

    /** Why, in words. */
    public String reason() {
        return reason;
    }

    /** What restrains the machine from this case; null where nothing does. */
    static @Nullable Restraint on(Prediction prediction, PolicyInForce policy, Instant now) {
        Instant decideBy = prediction.decideBy();
        if (!policy.confirmed()) {
            return POLICY_UNCONFIRMED;
        } else if (prediction.standingLabel() != null) {
            return STANDING_DECISION;
        } else if (prediction.model().candidate()) {
            return CANDIDATE_MODEL;
        }
        return decideBy != null && now.isAfter(decideBy) ? TOO_LATE : null;
    }
}
