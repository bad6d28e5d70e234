package io.countersign.feedback.objection;

import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.Outcome;
import io.countersign.feedback.trace.Prediction;
import io.countersign.feedback.trace.ReviewStep;
import io.countersign.feedback.trace.Routing;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** Trace → the reviews that its complaints and appeals ask for; none before the case is known and routed. */
public final class OwedReviews {

    public static List<OwedReview> of(CaseTrace trace) {
        var prediction = trace.prediction();
        var routing = trace.routing();
        if (prediction == null || routing == null) {
            return List.of();
        }
        return trace.outcomes().stream()
                .filter(Outcome::isObjection)
                .map(outcome -> owed(trace, outcome, prediction, routing))
                .toList();
    }

    private static OwedReview owed(CaseTrace trace, Outcome outcome, Prediction prediction, Routing routing) {
        return new OwedReview(
                trace.caseId(),
                trace.caseRevision(),
                outcome.outcomeId(),
                outcome.kind(),
                judges(trace),
                outcome.note(),
                prediction.label(),
                routing.policyName(),
                routing.policyVersion());
    }

    /** Everyone who judged any revision: somebody else means somebody without a stake in the earlier answer. */
    private static SortedSet<String> judges(CaseTrace trace) {
        var judges = new TreeSet<String>();
        trace.review().stream()
                .filter(ReviewStep::isVerdict)
                .map(ReviewStep::actor)
                .filter(Objects::nonNull)
                .forEach(judges::add);
        return Collections.unmodifiableSortedSet(judges);
    }

    private OwedReviews() {}
}
