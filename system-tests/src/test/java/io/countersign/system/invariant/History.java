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

/**
 * What happened to some cases, as a read-committed reader of the topics saw it; of each case in the order of its
 * partition. Every case has one revision.
 *
 * @param submitted ids of the cases whose prediction the broker has acknowledged
 * @param traces every version, in order
 */
public record History(
        List<String> submitted,
        List<PredictionScored> scored,
        List<PredictionRefused> refused,
        List<CaseRouted> routed,
        List<DecisionMade> decisions,
        List<CaseReviewed> reviewed,
        List<ReviewActivity> activity,
        List<OutcomeArrived> outcomes,
        List<DecisionTrace> traces) {}
