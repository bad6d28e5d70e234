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
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the topics tell of each case, to be compared with its trace; what is told again counts once. */
record Told(
        Map<String, Set<Decided>> decisions, Map<String, Set<Long>> reviewSteps, Map<String, Set<String>> outcomes) {

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

    static Told of(History history) {
        return new Told(
                byCase(history.decisions().stream(), DecisionMade::getCaseId, Decided::of),
                Stream.of(
                                byCase(
                                        history.activity().stream(),
                                        ReviewActivity::getCaseId,
                                        ReviewActivity::getProducerSeq),
                                byCase(
                                        history.reviewed().stream(),
                                        CaseReviewed::getCaseId,
                                        CaseReviewed::getProducerSeq))
                        .flatMap(steps -> steps.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Told::union)),
                byCase(history.outcomes().stream(), OutcomeArrived::getCaseId, OutcomeArrived::getOutcomeId));
    }

    /** Names the parts of the trace that are not what the topics tell. */
    List<String> differencesFrom(DecisionTrace trace) {
        String caseId = trace.getCaseId();
        List<String> differing = new ArrayList<>();
        if (!set(trace.getDecisions(), Decided::of).equals(decisions.getOrDefault(caseId, Set.of()))) {
            differing.add("decisions");
        }
        if (!set(trace.getReview(), TracedReviewStep::getProducerSeq)
                .equals(reviewSteps.getOrDefault(caseId, Set.of()))) {
            differing.add("steps of review");
        }
        if (!set(trace.getOutcomes(), TracedOutcome::getOutcomeId).equals(outcomes.getOrDefault(caseId, Set.of()))) {
            differing.add("outcomes");
        }
        return differing;
    }

    private static <T, P> Map<String, Set<P>> byCase(
            Stream<T> events, Function<T, String> caseId, Function<T, P> part) {
        return events.collect(Collectors.groupingBy(caseId, Collectors.mapping(part, Collectors.toSet())));
    }

    private static <T, P> Set<P> set(List<T> all, Function<T, P> part) {
        return all.stream().map(part).collect(Collectors.toSet());
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
