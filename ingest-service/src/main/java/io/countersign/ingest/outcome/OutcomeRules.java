package io.countersign.ingest.outcome;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.fault.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Outcome to faults: every field that is wrong. Ground truth needs a label; a complaint or an appeal is never one. */
public final class OutcomeRules {

    private static final Set<String> KINDS = Set.of(Outcome.GROUND_TRUTH, "complaint", "appeal");
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final int NOTE_LIMIT = 20_000;

    private OutcomeRules() {}

    /**
     * Everything that is wrong with the outcome.
     *
     * @param now the time of the door, for dates
     */
    public static List<Fault> faultsOf(Outcome outcome, Instant now) {
        var faults = new Faults();
        faults.optionalName("eventId", outcome.eventId());
        faults.name("caseId", outcome.caseId());
        if (!outcome.caseId().equals(outcome.recordKey())) {
            faults.add("key", "the key of the record must equal caseId");
        }
        faults.optionalName("outcomeId", outcome.outcomeId());
        var revision = outcome.caseRevision();
        if (revision != null && revision < 1) {
            faults.add("caseRevision", "must be 1 or more, or be left out, was " + revision);
        }
        date(outcome.occurredAt(), now, faults);
        kindAndLabel(outcome, faults);
        faults.name("source", outcome.source());
        faults.text("note", outcome.note(), NOTE_LIMIT);
        return faults.all();
    }

    private static void date(Instant at, Instant now, Faults faults) {
        if (at.isAfter(now.plus(CLOCK_TOLERANCE))) {
            faults.add("occurredAt", "must not be more than 24 hours in the future, was " + at);
        } else if (at.isBefore(EARLIEST)) {
            faults.add("occurredAt", "must not be before " + EARLIEST + ", was " + at);
        }
    }

    private static void kindAndLabel(Outcome outcome, Faults faults) {
        if (!KINDS.contains(outcome.kind())) {
            faults.add("kind", "must be ground_truth, complaint or appeal");
            faults.optionalName("label", outcome.label());
        } else if (outcome.kind().equals(Outcome.GROUND_TRUTH)) {
            faults.name("label", outcome.label());
        } else if (outcome.label() != null) {
            faults.add("label", "must be left out: a complaint or an appeal is never a label");
        }
    }
}
