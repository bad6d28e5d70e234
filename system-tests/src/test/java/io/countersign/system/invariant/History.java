package io.countersign.system.invariant;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.DecisionTrace;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.ReviewActivity;
import java.util.List;
import java.util.function.Function;

/**
 * What happened to some cases, as a read-committed reader of the topics saw it; of each case in the order of its
 * partition.
 *
 * @param submitted predictions that the broker has acknowledged, each content once however often it was sent
 * @param deadLettered case ids of predictions that became dead letters on their way to a lane and are not mended yet
 * @param traces every version, in order
 */
public record History(
        List<Submission> submitted,
        List<String> deadLettered,
        List<PredictionScored> scored,
        List<PredictionRefused> refused,
        List<CaseRouted> routed,
        List<DecisionMade> decisions,
        List<CaseReviewed> reviewed,
        List<ReviewActivity> activity,
        List<OutcomeArrived> outcomes,
        List<DecisionTrace> traces) {

    /** What of it happened to one case. */
    public History ofCase(String caseId) {
        return new History(
                of(caseId, submitted, Submission::caseId),
                of(caseId, deadLettered, Function.identity()),
                of(caseId, scored, PredictionScored::getCaseId),
                of(caseId, refused, PredictionRefused::getCaseId),
                of(caseId, routed, CaseRouted::getCaseId),
                of(caseId, decisions, DecisionMade::getCaseId),
                of(caseId, reviewed, CaseReviewed::getCaseId),
                of(caseId, activity, ReviewActivity::getCaseId),
                of(caseId, outcomes, OutcomeArrived::getCaseId),
                of(caseId, traces, DecisionTrace::getCaseId));
    }

    private static <T> List<T> of(String caseId, List<T> all, Function<T, String> caseIdOf) {
        return all.stream().filter(one -> caseIdOf.apply(one).equals(caseId)).toList();
    }

    /**
     * A prediction as its sender names it.
     *
     * @param content names what it said: another name for other content
     */
    public record Submission(String caseId, int caseRevision, String content) {

        /** The only thing that was ever said of a case. */
        public static Submission only(String caseId) {
            return new Submission(caseId, 1, "");
        }
    }
}
