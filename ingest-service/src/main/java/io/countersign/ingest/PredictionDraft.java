package io.countersign.ingest;

import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.prediction.AdmittedPrediction;
import io.countersign.ingest.prediction.CaseRevision;
import io.countersign.ingest.prediction.Fingerprints;
import io.countersign.ingest.prediction.Submission;
import io.countersign.ingest.prediction.SubmissionRules;
import io.countersign.ingest.refusal.Refusal;
import io.countersign.ingest.refusal.RefusedItem;
import io.countersign.ingest.refusal.RefusedSubject;
import io.countersign.ingest.wire.Fingerprinter;
import io.countersign.ingest.wire.MostLikelyFirst;
import io.countersign.ingest.wire.Submissions;
import io.countersign.kit.ids.Ids;
import java.time.Instant;
import java.util.List;

/** An arrival with all that can be said of it without looking anything up. */
record PredictionDraft(
        PredictionArrival arrival,
        PredictionSubmitted event,
        Submission submission,
        Fingerprints fingerprints,
        List<Fault> faults) {

    static PredictionDraft of(PredictionArrival arrival, Instant now) {
        var event = MostLikelyFirst.of(arrival.event());
        var submission = Submissions.of(event, arrival.recordKey(), arrival.bytes().length);
        var faults = SubmissionRules.faultsOf(submission, now);
        return new PredictionDraft(arrival, event, submission, Fingerprinter.of(event), faults);
    }

    boolean isSound() {
        return faults.isEmpty();
    }

    String caseId() {
        return submission.caseId();
    }

    CaseRevision name() {
        return new CaseRevision(submission.caseId(), submission.caseRevision());
    }

    List<String> itemKeys() {
        return submission.prediction().item().itemKeys();
    }

    /** Tells this submission from all others among the refusals. */
    String refusalFingerprint() {
        return Fingerprinter.ofParts(
                RefusedSubject.PREDICTION.word(), caseId(), submission.caseRevision(), fingerprints.submission());
    }

    AdmittedPrediction admitted(Instant now) {
        return new AdmittedPrediction(
                caseId(),
                submission.caseRevision(),
                fingerprints,
                submission.prediction().origin().source(),
                arrival.channel().word(),
                now);
    }

    RefusedItem refused(Refusal refusal, Instant now) {
        return new RefusedItem(
                Ids.next(),
                RefusedSubject.PREDICTION,
                refusal,
                RefusedItem.held(caseId()),
                submission.caseRevision(),
                refusalFingerprint(),
                fingerprints.content(),
                RefusedItem.held(submission.prediction().origin().source()),
                arrival.channel().word(),
                now,
                arrival.bytes());
    }
}
