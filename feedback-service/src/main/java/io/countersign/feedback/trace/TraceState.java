package io.countersign.feedback.trace;

/** How far a case has come. */
public enum TraceState {
    /** An earlier part of what has arrived is still missing. */
    PARTIAL("partial"),
    /** Nothing under this case id was let in. */
    REFUSED("refused"),
    /** Let in, not yet routed. */
    SCORED("scored"),
    /** Routed, and no decision has arrived. */
    ROUTED("routed"),
    /** A person still has to decide; the decision is held or provisional. */
    WAITING("waiting"),
    /** Decided finally. */
    DECIDED("decided"),
    /** Taken back, because its item was excluded. */
    WITHDRAWN("withdrawn");

    private final String word;

    TraceState(String word) {
        this.word = word;
    }

    /** The word for it in events and in the API. */
    public String word() {
        return word;
    }
}
