package io.countersign.simulator.report;

import org.jspecify.annotations.Nullable;

/**
 * What became of one case, from its final trace, beside what the file says of it.
 *
 * @param caseId the case
 * @param modelLabel the model's answer, from the file
 * @param confidence its raw confidence, 0..1, from the file
 * @param truth the true label, from the file; null where the file has none
 * @param fate what became of it
 * @param finalLabel the label of the newest decision; null where none was made
 * @param verdictLabel the first label that a person gave; null where nobody gave one
 */
public record CaseResult(
        String caseId,
        String modelLabel,
        double confidence,
        @Nullable String truth,
        Fate fate,
        @Nullable String finalLabel,
        @Nullable String verdictLabel) {

    /** What can become of a case. */
    public enum Fate {
        /** Turned away at the door. */
        REFUSED,
        /** The machine acted alone. */
        AUTOMATIC,
        /** The machine acted alone, and a random draw had a person look. */
        AUDITED,
        /** A person was asked: before the machine acted, or after it acted provisionally. */
        REVIEWED,
        /** Not settled when the replay ended. */
        UNSETTLED,
        /** No trace of it was seen. */
        UNTRACED
    }

    boolean automatic() {
        return fate == Fate.AUTOMATIC || fate == Fate.AUDITED;
    }

    boolean decided() {
        return automatic() || fate == Fate.REVIEWED;
    }

    boolean modelRight() {
        return modelLabel.equals(truth);
    }

    boolean finallyRight() {
        return truth != null && truth.equals(finalLabel);
    }
}
