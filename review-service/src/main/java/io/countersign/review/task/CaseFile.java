package io.countersign.review.task;

import static io.countersign.review.task.Decision.HOLD;
import static io.countersign.review.task.Decision.WITHDRAW;

import io.countersign.review.task.Decision.Correction;
import io.countersign.review.task.Decision.Status;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case as the desk knows it: its newest decision, what was acted on, and who has judged it. The next decision follows
 * from it, under the lock on the case.
 *
 * @param newest the newest decision
 * @param actedOn the last decision that something was done on; null where there was none
 * @param modelLabel the model's label
 * @param proposedAction what the pipeline proposed for that label; null where the label says it
 * @param origin where its prediction came from
 * @param judgedBy reviewers whose verdict on this revision of the case was accepted
 */
public record CaseFile(
        String caseId,
        int caseRevision,
        Decision newest,
        @Nullable Decision actedOn,
        String modelLabel,
        @Nullable String proposedAction,
        Origin origin,
        Set<String> judgedBy) {

    /**
     * What routed the case, and what was routed.
     *
     * @param contentHash SHA-256 of the canonical prediction, lower-case hex; null where unknown
     * @param admittedAt when the door let the prediction in; null where unknown
     */
    public record Origin(
            String policyName,
            int policyVersion,
            @Nullable String contentHash,
            @Nullable Instant admittedAt) {}

    public CaseFile {
        judgedBy = Set.copyOf(judgedBy);
    }

    /** The decision that a person's verdict makes. What decides nothing leaves standing what stands. */
    Decision after(Judgment judgment, VerdictWord word, String reviewer) {
        var label = judgment.label();
        if (!word.decides() || label == null) {
            return undecided(reviewer);
        }
        var action = judgment.action() != null ? judgment.action() : actionFor(label);
        var corrects = correction(label, action);
        return next(label, action, Status.FINAL, reviewer, Explanations.byPerson(word, label, corrects), corrects);
    }

    /** The decision that takes back a case whose item was excluded. */
    public Decision withdrawn(String by) {
        var corrects = actedOn == null ? null : undoing(actedOn);
        return next(newest.label(), WITHDRAW, Status.FINAL, by, Explanations.withdrawn(), corrects);
    }

    /** Whether the case was taken back already. */
    public boolean isWithdrawn() {
        return newest.action().equals(WITHDRAW);
    }

    /** The case after this decision. */
    public CaseFile with(Decision decision) {
        var acted = decision.isActedOn() ? decision : decision.action().equals(WITHDRAW) ? null : actedOn;
        return new CaseFile(caseId, caseRevision, decision, acted, modelLabel, proposedAction, origin, judgedBy);
    }

    CaseFile judgedBy(String reviewer) {
        var judges = new HashSet<>(judgedBy);
        judges.add(reviewer);
        return new CaseFile(caseId, caseRevision, newest, actedOn, modelLabel, proposedAction, origin, judges);
    }

    private Decision undecided(String reviewer) {
        var stands = actedOn;
        return stands == null
                ? next(newest.label(), HOLD, Status.HELD, reviewer, Explanations.undecided(), null)
                : next(stands.label(), stands.action(), Status.FINAL, reviewer, Explanations.undecided(), null);
    }

    private Decision next(
            String label, String action, Status status, String by, String explanation, @Nullable Correction corrects) {
        return new Decision(newest.revision() + 1, label, action, status, "person", by, explanation, corrects);
    }

    private String actionFor(String label) {
        if (actedOn != null && actedOn.label().equals(label)) {
            return actedOn.action();
        }
        return proposedAction != null && modelLabel.equals(label) ? proposedAction : label;
    }

    private @Nullable Correction correction(String label, String action) {
        if (actedOn == null
                || (actedOn.label().equals(label) && actedOn.action().equals(action))) {
            return null;
        }
        return undoing(actedOn);
    }

    private static Correction undoing(Decision acted) {
        return new Correction(acted.revision(), acted.label(), acted.action(), "undo:" + acted.action());
    }
}
