package io.countersign.system.invariant;

import io.countersign.event.CaseReviewed;
import io.countersign.event.DecisionMade;
import io.countersign.event.DecisionTrace;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.ReviewActivity;
import io.countersign.event.TracedDecision;
import io.countersign.event.TracedOutcome;
import io.countersign.event.TracedReviewStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told of one case, by the topics or by its trace; what is told again counts once.
 *
 * @param steps places among the events of review-service
 * @param outcomes their names
 */
record Told(Set<Decided> decisions, Set<Long> steps, Set<String> outcomes) {

    /** A decision as both tell it. */
    record Decided(int caseRevision, int revision, String label, String action, String status, String decidedBy) {

        static Decided of(DecisionMade made) {
            return new Decided(
                    made.getCaseRevision(),
                    made.getDecisionRevision(),
                    made.getLabel(),
                    made.getAction(),
                    made.getStatus(),
                    made.getDecidedBy());
        }

        static Decided of(TracedDecision traced) {
            return new Decided(
                    traced.getCaseRevision(),
                    traced.getDecisionRevision(),
                    traced.getLabel(),
                    traced.getAction(),
                    traced.getStatus(),
                    traced.getDecidedBy());
        }
    }

    /** By the topics; the history is of one case. */
    static Told of(History history) {
        return new Told(
                set(history.decisions().stream().map(Decided::of)),
                set(Stream.concat(
                        history.activity().stream().map(ReviewActivity::getProducerSeq),
                        history.reviewed().stream().map(CaseReviewed::getProducerSeq))),
                set(history.outcomes().stream().map(OutcomeArrived::getOutcomeId)));
    }

    /** By the trace. */
    static Told of(DecisionTrace trace) {
        return new Told(
                set(trace.getDecisions().stream().map(Decided::of)),
                set(trace.getReview().stream().map(TracedReviewStep::getProducerSeq)),
                set(trace.getOutcomes().stream().map(TracedOutcome::getOutcomeId)));
    }

    /** Names the parts in which the two differ. */
    List<String> differencesFrom(Told other) {
        List<String> differing = new ArrayList<>();
        if (!decisions.equals(other.decisions)) {
            differing.add("decisions");
        }
        if (!steps.equals(other.steps)) {
            differing.add("steps of review");
        }
        if (!outcomes.equals(other.outcomes)) {
            differing.add("outcomes");
        }
        return differing;
    }

    private static <T> Set<T> set(Stream<T> parts) {
        return parts.collect(Collectors.toSet());
    }
}
