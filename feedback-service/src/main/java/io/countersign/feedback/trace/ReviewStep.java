package io.countersign.feedback.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a review: an activity, a verdict or a resolution.
 *
 * @param producerSeq place among review's events of this case, from 1
 * @param step {@code verdict}, {@code resolution}, or the activity
 * @param purpose {@code review}, {@code audit}, {@code complaint}, {@code appeal}, …
 * @param seat from 1; 0 for the task as a whole
 * @param token fencing token; 0 where there is none
 * @param verdict {@code agree}, {@code override}, {@code undecidable} or {@code policy_gap}; null for other steps
 * @param blind whether the judgment came before the model's answer was revealed
 * @param decideMillis from claim to verdict; null for other steps
 */
public record ReviewStep(
        Instant at,
        int caseRevision,
        long producerSeq,
        String taskId,
        String step,
        String purpose,
        String queue,
        int seat,
        long token,
        @Nullable String actor,
        @Nullable String verdict,
        @Nullable String label,
        @Nullable String category,
        boolean blind,
        @Nullable Long decideMillis) {

    public static final String VERDICT = "verdict";
    public static final String RESOLUTION = "resolution";
    public static final String AUDIT = "audit";
    public static final String REVIEW = "review";

    public boolean isVerdict() {
        return VERDICT.equals(step);
    }

    /** Whether somebody said what the case is; anything else is a step on the way there. */
    public boolean isJudgment() {
        return isVerdict() || RESOLUTION.equals(step);
    }

    public boolean isAudit() {
        return AUDIT.equals(purpose);
    }

    /** Whether routing asked for it, by lane or by draw: the propensity holds for these looks and no others. */
    public boolean isByDesign() {
        return isAudit() || REVIEW.equals(purpose);
    }
}
