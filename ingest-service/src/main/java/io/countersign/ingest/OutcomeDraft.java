package io.countersign.ingest;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.outcome.KnownOutcome;
import io.countersign.ingest.outcome.OutcomeRules;
import io.countersign.ingest.refusal.Refusal;
import io.countersign.ingest.refusal.RefusedItem;
import io.countersign.ingest.refusal.RefusedSubject;
import io.countersign.ingest.wire.Fingerprinter;
import io.countersign.ingest.wire.Submissions;
import io.countersign.kit.ids.Ids;
import java.time.Instant;
import java.util.List;

/** An outcome at the door, with all that can be said of it without looking anything up. */
record OutcomeDraft(OutcomeArrival arrival, KnownOutcome outcome, List<Fault> faults) {

    static OutcomeDraft of(OutcomeArrival arrival, Instant now) {
        var event = arrival.event();
        var fingerprint = Fingerprinter.of(event);
        var outcomeId = event.getOutcomeId() == null ? fingerprint : event.getOutcomeId();
        return new OutcomeDraft(
                arrival,
                new KnownOutcome(event.getCaseId(), outcomeId, fingerprint, event.getKind()),
                OutcomeRules.faultsOf(Submissions.of(event, arrival.recordKey()), now));
    }

    boolean isSound() {
        return faults.isEmpty();
    }

    /** Tells this outcome from all others among the refusals. */
    String refusalFingerprint() {
        return Fingerprinter.ofParts(
                RefusedSubject.OUTCOME.word(), outcome.caseId(), outcome.outcomeId(), outcome.fingerprint());
    }

    RefusedItem refused(Refusal refusal, Instant now) {
        var revision = arrival.event().getCaseRevision();
        return new RefusedItem(
                Ids.next(),
                RefusedSubject.OUTCOME,
                refusal,
                RefusedItem.held(outcome.caseId()),
                revision == null ? 1 : revision,
                refusalFingerprint(),
                null,
                RefusedItem.held(arrival.event().getSource()),
                arrival.channel().word(),
                now,
                arrival.bytes());
    }
}
