package io.countersign.ingest.outcome;

/**
 * An outcome as it is remembered once it is in.
 *
 * @param fingerprint of what it says, its name apart
 * @param kind {@code ground_truth}, {@code complaint} or {@code appeal}
 */
public record KnownOutcome(String caseId, String outcomeId, String fingerprint, String kind) {

    /** What names an outcome: its case and its id. */
    public record Name(String caseId, String outcomeId) {}

    /** Whether it says what is true; a complaint or appeal says that somebody objects. */
    public boolean isGroundTruth() {
        return kind.equals("ground_truth");
    }

    public Name name() {
        return new Name(caseId, outcomeId);
    }
}
