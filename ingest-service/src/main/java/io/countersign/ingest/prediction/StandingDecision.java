package io.countersign.ingest.prediction;

/**
 * A person's final decision that stands.
 *
 * @param caseRevision revision of the case that was decided
 * @param decisionRevision revision of the decision
 * @param decidedBy {@code person} or {@code panel}
 * @param contentHash fingerprint of the prediction that was decided on; empty where unknown
 * @param inputHash fingerprint of what the person looked at; empty where unknown
 */
public record StandingDecision(
        int caseRevision,
        int decisionRevision,
        String label,
        String action,
        String decidedBy,
        String contentHash,
        String inputHash) {

    /**
     * Whether this prediction is on what the person decided on: the same prediction, or another one on the same input. A
     * new model version must not overrule a person by answering differently on what the person has seen.
     */
    boolean speaksOf(Fingerprints prediction) {
        return prediction.content().equals(contentHash) || prediction.input().equals(inputHash);
    }
}
