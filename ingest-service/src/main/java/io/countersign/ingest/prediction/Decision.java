package io.countersign.ingest.prediction;

/**
 * A decision as downstream hears of it.
 *
 * @param status {@code final}, {@code provisional} or {@code held}
 * @param decidedBy {@code model}, {@code person} or {@code panel}
 * @param contentHash fingerprint of the prediction decided on; empty where unknown
 */
public record Decision(
        int caseRevision,
        int decisionRevision,
        String label,
        String action,
        String status,
        String decidedBy,
        String contentHash) {

    private static final String WITHDRAW = "withdraw";

    boolean isAPersonsLastWord() {
        return status.equals("final") && !decidedBy.equals("model") && !isWithdrawal();
    }

    boolean isWithdrawal() {
        return action.equals(WITHDRAW);
    }

    boolean isAfter(int otherCaseRevision, int otherDecisionRevision) {
        return caseRevision != otherCaseRevision
                ? caseRevision > otherCaseRevision
                : decisionRevision > otherDecisionRevision;
    }
}
