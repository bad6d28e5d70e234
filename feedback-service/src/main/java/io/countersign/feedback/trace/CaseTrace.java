package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole story of a case without its content.
 *
 * @param caseRevision the newest revision
 * @param occurredAt when the newest event in it happened
 * @param prediction of the newest revision; null while it has not arrived
 * @param routing of the newest revision; null while it is not routed
 * @param review every step of every revision, in the order of the review-service
 * @param decisions of every revision, oldest first
 * @param outcomes by time
 * @param refusals by time
 * @param decidedLabel the label that holds by the newest decision; null while nothing holds
 * @param trueLabel by the latest ground truth; null while unknown
 * @param excludedKeys keys of the item that are excluded now, sorted
 * @param supersededRevisions earlier revisions, ascending
 */
public record CaseTrace(
        String caseId,
        int caseRevision,
        Instant occurredAt,
        TraceState state,
        @Nullable Prediction prediction,
        @Nullable Routing routing,
        List<ReviewStep> review,
        List<Decision> decisions,
        List<Outcome> outcomes,
        List<Refusal> refusals,
        @Nullable String decidedLabel,
        @Nullable String trueLabel,
        List<String> excludedKeys,
        List<Integer> supersededRevisions) {

    public CaseTrace {
        review = List.copyOf(review);
        decisions = List.copyOf(decisions);
        outcomes = List.copyOf(outcomes);
        refusals = List.copyOf(refusals);
        excludedKeys = List.copyOf(excludedKeys);
        supersededRevisions = List.copyOf(supersededRevisions);
    }

    /** What may be published of it, ever shorter: the first lists all of it, or as much of it as is usual, and the last nothing. */
    public Stream<CaseTrace> listings() {
        return TraceBound.listings(this);
    }

    public Optional<Decision> newestDecision() {
        return decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.getLast());
    }

    /** What was said on the newest revision, oldest first. */
    public List<ReviewStep> verdicts() {
        return review.stream()
                .filter(step -> step.isVerdict() && step.caseRevision() == caseRevision)
                .toList();
    }
}
