package io.countersign.review.task;

import org.jspecify.annotations.Nullable;

/**
 * What to do with a case now.
 *
 * @param revision from 1, without gaps; 1 is routing's
 * @param decider who; null where nobody has decided yet
 * @param explanation in words fit for the person concerned
 * @param corrects null where nothing was acted on that differs
 */
public record Decision(
        int revision,
        String label,
        String action,
        Status status,
        String decidedBy,
        @Nullable String decider,
        String explanation,
        @Nullable Correction corrects) {

    /** Nothing may be done yet. */
    public static final String HOLD = "hold";
    /** What was done is to be taken back, for the item does not belong here. */
    public static final String WITHDRAW = "withdraw";

    /** Whether something was, or may have been, done on it. */
    public boolean isActedOn() {
        return status != Status.HELD && !action.equals(HOLD) && !action.equals(WITHDRAW);
    }

    /** How firmly a decision stands. */
    public enum Status {
        HELD,
        PROVISIONAL,
        FINAL;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The decision that was acted on, and how to make good what was done.
     *
     * @param compensatingAction what downstream must do to undo it
     */
    public record Correction(int revision, String label, String action, String compensatingAction) {}
}
