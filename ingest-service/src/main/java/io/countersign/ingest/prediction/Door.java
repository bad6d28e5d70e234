package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.prediction.Admission.Admitted;
import io.countersign.ingest.prediction.Admission.Refused;
import io.countersign.ingest.prediction.Admission.Repeated;
import io.countersign.ingest.refusal.Refusal;
import java.util.List;
import java.util.Set;

/**
 * Decides about a submission. The order of the questions is the order of the answers: what is wrong in itself, what is
 * in already, what contradicts it, what is excluded, what is too old, what is too much.
 */
public final class Door {

    /** Most revisions of a case. Who sends more has one case id for many items, and each would be folded with all the others. */
    public static final int MOST_REVISIONS = 1_000;

    private Door() {}

    /**
     * @param faults what {@link SubmissionRules} found
     * @param excluded the keys among the item's that are excluded now
     */
    public static Admission decide(
            Submission submission,
            Fingerprints fingerprints,
            List<Fault> faults,
            CaseAtDoor known,
            Set<String> excluded) {
        if (!faults.isEmpty()) {
            return new Refused(new Refusal.Invalid(faults));
        }
        int revision = submission.caseRevision();
        var before = known.submissions().get(revision);
        if (before != null) {
            return before.equals(fingerprints.submission()) ? new Repeated() : conflict(revision);
        }
        for (var key : submission.prediction().item().itemKeys()) {
            if (excluded.contains(key)) {
                return new Refused(new Refusal.Excluded(key));
            }
        }
        if (revision < known.newestRevision()) {
            return superseded(revision, known.newestRevision());
        }
        if (known.revisions() >= MOST_REVISIONS) {
            return tooMany();
        }
        var standing = known.standing();
        return new Admitted(standing != null && standing.speaksOf(fingerprints) ? standing : null);
    }

    private static Refused conflict(int revision) {
        return new Refused(new Refusal.Conflict(new Fault(
                "caseRevision",
                "revision " + revision + " was submitted before with other content: send a higher revision")));
    }

    private static Refused tooMany() {
        return new Refused(new Refusal.Conflict(new Fault(
                "caseId",
                "the case has " + MOST_REVISIONS + " revisions, and takes no more: another item is another case")));
    }

    private static Refused superseded(int revision, int newest) {
        return new Refused(new Refusal.Conflict(new Fault(
                "caseRevision", "revision " + revision + " is superseded: revision " + newest + " has been taken in")));
    }
}
