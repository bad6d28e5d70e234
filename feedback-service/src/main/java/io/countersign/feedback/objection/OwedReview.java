package io.countersign.feedback.objection;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A review that a complaint or an appeal asks for.
 *
 * @param outcomeId the outcome behind it: one review each
 * @param purpose {@code complaint} or {@code appeal}
 * @param notBy who judged the case before
 */
public record OwedReview(
        String caseId,
        int caseRevision,
        String outcomeId,
        String purpose,
        SortedSet<String> notBy,
        @Nullable String note,
        String modelLabel,
        String policyName,
        int policyVersion) {}
