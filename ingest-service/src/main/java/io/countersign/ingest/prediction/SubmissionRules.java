package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.fault.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Submission to faults: every field that is wrong, none of it a matter of what was submitted before. */
public final class SubmissionRules {

    /** Largest submission on the wire: larger content goes by reference. */
    public static final int SIZE_LIMIT_BYTES = 256 * 1024;

    /** How far the sender's clock may be ahead of ours. */
    static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final int MOST_GROUPS = 50;

    private SubmissionRules() {}

    /**
     * Everything that is wrong with the submission.
     *
     * @param now the time of the door, for dates
     */
    public static List<Fault> faultsOf(Submission submission, Instant now) {
        var faults = new Faults();
        envelope(submission, now, faults);
        ItemRules.check(submission.prediction(), faults);
        AnswerRules.check(submission.prediction().answer(), faults);
        StakesRules.check(submission.prediction().stakes(), faults);
        BackgroundRules.check(submission.prediction().background(), faults);
        DisplayRules.check(submission.prediction().display(), now, faults);
        TimingRules.check(submission, now, faults);
        faults.namesByName("groups", submission.groups(), MOST_GROUPS);
        return faults.all();
    }

    private static void envelope(Submission submission, Instant now, Faults faults) {
        if (submission.eventId() != null) {
            faults.name("eventId", submission.eventId());
        }
        faults.name("caseId", submission.caseId());
        if (!submission.caseId().equals(submission.recordKey())) {
            faults.add("key", "the key of the record must equal caseId");
        }
        if (submission.caseRevision() < 1) {
            faults.add("caseRevision", "must be 1 or more, was " + submission.caseRevision());
        }
        date("occurredAt", submission.occurredAt(), now, faults);
        if (submission.sizeBytes() > SIZE_LIMIT_BYTES) {
            faults.add(
                    "prediction",
                    "must be at most " + SIZE_LIMIT_BYTES + " bytes, was " + submission.sizeBytes()
                            + ": send the content by reference");
        }
    }

    /** A date of the past, or of a clock that is a little fast. */
    static void date(String field, Instant at, Instant now, Faults faults) {
        if (at.isAfter(now.plus(CLOCK_TOLERANCE))) {
            faults.add(field, "must not be more than " + CLOCK_TOLERANCE.toHours() + " hours in the future, was " + at);
        } else if (at.isBefore(EARLIEST)) {
            faults.add(field, "must not be before " + EARLIEST + ", was " + at);
        }
    }
}
