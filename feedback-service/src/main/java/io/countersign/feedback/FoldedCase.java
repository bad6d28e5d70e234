package io.countersign.feedback;

import io.countersign.feedback.label.CaseLabel;
import io.countersign.feedback.label.LabelRule;
import io.countersign.feedback.metrics.CaseFacts;
import io.countersign.feedback.objection.OwedReview;
import io.countersign.feedback.objection.OwedReviews;
import io.countersign.feedback.trace.CaseEvents;
import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.TraceFold;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that the events of a case amount to. */
public record FoldedCase(
        CaseTrace trace, Optional<CaseLabel> label, Optional<CaseFacts> facts, List<OwedReview> owedReviews) {

    static FoldedCase of(String caseId, CaseEvents events, Set<String> excludedKeys, LabelRule rule) {
        var trace = TraceFold.fold(caseId, events, excludedKeys);
        return new FoldedCase(trace, rule.label(trace), CaseFacts.of(trace), OwedReviews.of(trace));
    }

    public String caseId() {
        return trace.caseId();
    }
}
