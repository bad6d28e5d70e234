package io.countersign.ingest.outcome;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides about an outcome. It may come before its case, late, or out of order: only its name is looked up. */
public final class OutcomeDoor {

    private OutcomeDoor() {}

    /** What the door says. */
    public sealed interface Answer {
        /** It goes on. */
        record Admitted() implements Answer {}

        /** It is in already. */
        record Repeated() implements Answer {}

        /** It is turned away. */
        record Refused(Refusal refusal) implements Answer {}
    }

    /**
     * @param faults what {@link OutcomeRules} found
     * @param before the fingerprint of the outcome of that name that is in; null where there is none
     */
    public static Answer decide(KnownOutcome outcome, List<Fault> faults, @Nullable String before) {
        if (!faults.isEmpty()) {
            return new Answer.Refused(new Refusal.Invalid(faults));
        }
        if (before == null) {
            return new Answer.Admitted();
        }
        return before.equals(outcome.fingerprint())
                ? new Answer.Repeated()
                : new Answer.Refused(new Refusal.Conflict(
                        new Fault("outcomeId", "an outcome of this name was submitted before with other content")));
    }
}
