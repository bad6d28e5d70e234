package io.countersign.ingest.prediction;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last decision of a case that bears on what a person said, ordered by (case revision, decision revision).
 *
 * @param decision it; null where there is none
 */
public record LastWord(@Nullable Decision decision) {

    /** Nobody has said anything. */
    public static final LastWord NONE = new LastWord(null);

    /**
     * After hearing {@code next}. A person's final decision replaces an older one. A later word on the same revision of
     * the case (an undo, a withdrawal) ends it, and so does the withdrawal of a later one. What routing says of a later
     * revision does not: it decided on something else, or waits for a person.
     */
    public LastWord hear(Decision next) {
        if (decision == null) {
            return next.isAPersonsLastWord() ? new LastWord(next) : this;
        }
        if (!next.isAfter(decision.caseRevision(), decision.decisionRevision())) {
            return this;
        }
        boolean matters =
                next.isAPersonsLastWord() || next.isWithdrawal() || next.caseRevision() == decision.caseRevision();
        return matters ? new LastWord(next) : this;
    }

    /** The decision, where it is one of a person and stands. */
    public Optional<Decision> standing() {
        return Optional.ofNullable(decision).filter(Decision::isAPersonsLastWord);
    }
}
