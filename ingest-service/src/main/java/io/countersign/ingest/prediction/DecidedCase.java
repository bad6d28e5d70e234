package io.countersign.ingest.prediction;

import java.time.Instant;

/** What was decided of a case, and when. */
public record DecidedCase(String caseId, Decision decision, Instant decidedAt) {

    public CaseRevision name() {
        return new CaseRevision(caseId, decision.caseRevision());
    }
}
