package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One decision on a case.
 *
 * @param status {@code final}, {@code provisional} or {@code held}
 * @param decidedBy {@code model}, {@code person} or {@code panel}
 * @param correctsRevision revision of the decision that it corrects; null where none
 */
public record Decision(
        Instant at,
        int caseRevision,
        int decisionRevision,
        String label,
        String action,
        String status,
        String decidedBy,
        @Nullable String decider,
        @Nullable Integer correctsRevision) {

    /** Who wins: the higher case revision, then the higher decision revision. */
    public static final Comparator<Decision> ORDER =
            Comparator.comparingInt(Decision::caseRevision).thenComparingInt(Decision::decisionRevision);

    public boolean isFinal() {
        return "final".equals(status);
    }

    public boolean isWithdrawal() {
        return "withdraw".equals(action);
    }

    public boolean isByPeople() {
        return !"model".equals(decidedBy);
    }

    /** The label that holds by this decision; null where nothing holds: the case is held, or was withdrawn. */
    public @Nullable String holdingLabel() {
        return "held".equals(status) || isWithdrawal() ? null : label;
    }
}
