package io.countersign.review.task;

/** Why a command changes nothing. */
public sealed interface Refusal {

    /** What it is, in words for the person who asked. */
    String detail();

    /**
     * Somebody or something else came first.
     *
     * @param slug names the kind, and never changes
     */
    record Conflict(String slug, String detail) implements Refusal {}

    /**
     * The request breaks a rule of the desk.
     *
     * @param field path of the field that is wrong
     */
    record BrokenRule(String field, String detail) implements Refusal {}

    /** The newest token of the seat is another one: the lease lapsed, or somebody else acted. */
    static Refusal staleToken(long given, long newest) {
        return new Conflict(
                "stale-token", "Token " + given + " is stale: the seat's newest token is " + newest + ". Claim again.");
    }

    static Refusal leaseLapsed() {
        return new Conflict("lease-lapsed", "The lease has lapsed and the case is free again. Claim again.");
    }

    static Refusal seatNotHeld() {
        return new Conflict("seat-not-held", "Nobody holds this seat. Claim a case first.");
    }

    static Refusal seatTaken() {
        return new Conflict("seat-taken", "Somebody else holds this seat.");
    }

    static Refusal noSuchSeat(int given, int open) {
        return new Conflict("seat-closed", "Seat " + given + " is not open: the open seat is " + open + ".");
    }

    static Refusal taskClosed(ReviewTask.Ending ending) {
        return new Conflict("task-closed", "The task is closed: " + ending.word() + ".");
    }

    static Refusal judgedBefore() {
        return new Conflict("judged-before", "You have judged this case before: somebody else must take it.");
    }
}
