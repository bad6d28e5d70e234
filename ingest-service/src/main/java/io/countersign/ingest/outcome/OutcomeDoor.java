package io.countersign.ingest.outcome;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.refusal.Refusal;
import java.util.List;

/** Decides about an outcome. It may come before its case, late, or out of order: only what is in of its case's outcomes counts. */
public final class OutcomeDoor {

    /**
     * Most ground truths of a case, and most complaints and appeals: neither takes the room of the other. Who sends more truths
     * has one case id for many items, and each would be folded with all the others.
     */
    public static final int MOST_OUTCOMES = 1_000;

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
     * @param known what is in of the outcome's case
     */
    public static Answer decide(KnownOutcome outcome, List<Fault> faults, OutcomesAtDoor known) {
        if (!faults.isEmpty()) {
            return new Answer.Refused(new Refusal.Invalid(faults));
        }
        var before = known.fingerprint(outcome.outcomeId());
        if (before == null) {
            return outcome.isGroundTruth()
                    ? upTo(known.truths(), "ground truths, and takes no more: another item is another case")
                    : upTo(known.objections(), "complaints and appeals, and takes no more");
        }
        return before.equals(outcome.fingerprint())
                ? new Answer.Repeated()
                : new Answer.Refused(new Refusal.Conflict(
                        new Fault("outcomeId", "an outcome of this name was submitted before with other content")));
    }

    private static Answer upTo(int soFar, String ofWhat) {
        return soFar < MOST_OUTCOMES
                ? new Answer.Admitted()
                : new Answer.Refused(
                        new Refusal.Conflict(new Fault("caseId", "the case has " + MOST_OUTCOMES + " " + ofWhat)));
    }
}
