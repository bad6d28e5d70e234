package io.countersign.review.task;

import io.countersign.review.task.ReviewTask.Claimed;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** A verdict, checked and worked out: the word from the label, the decision from both. */
final class Verdicts {

    static Outcome give(ReviewCommand.GiveVerdict command, Claimed task, CaseFile file, QueueRules queue) {
        if (file.judgedBy().contains(task.holder())) {
            return Outcome.refused(Refusal.judgedBefore());
        }
        if (!queue.permits(command.judgment().action())) {
            return Outcome.refused(new Refusal.BrokenRule(
                    "action", "The queue '" + queue.name() + "' permits only " + queue.permittedActions()));
        }
        var judgment = workedOut(command.judgment(), task, file);
        var word = judgment.verdict();
        var wrong = contradiction(judgment, word, file);
        if (word == null || wrong != null) {
            return refused(command, task, file, wrong);
        }
        return given(command, task, file, queue, judgment, word);
    }

    private static Outcome given(
            ReviewCommand.GiveVerdict command,
            Claimed task,
            CaseFile file,
            QueueRules queue,
            Judgment judgment,
            VerdictWord word) {
        var now = command.now();
        var verdict = new ReviewEvent.VerdictGiven(
                task.seat(),
                task.token(),
                task.holder(),
                judgment,
                word,
                task.revealedAt() == null,
                task.claimedAt(),
                task.revealedAt(),
                now);
        var events = new ArrayList<ReviewEvent>();
        events.add(verdict);
        if (!word.decides() && queue.escalatesTo() != null) {
            events.add(new ReviewEvent.PassedOn(queue.escalatesTo(), now));
        } else {
            events.add(new ReviewEvent.Resolved(verdict, now));
            events.add(new ReviewEvent.Decided(file.after(judgment, word, task.holder()), now));
        }
        return new Outcome(events, null);
    }

    private static Judgment workedOut(Judgment given, Claimed task, CaseFile file) {
        var word = given.verdict();
        var label = given.label();
        if (word == null && label != null) {
            return given.as(label.equals(file.modelLabel()) ? VerdictWord.AGREE : VerdictWord.OVERRIDE, label);
        }
        if (word == VerdictWord.AGREE && label == null && task.revealedAt() != null) {
            return given.as(word, file.modelLabel());
        }
        return given;
    }

    private static @Nullable Refusal contradiction(Judgment judgment, @Nullable VerdictWord word, CaseFile file) {
        var label = judgment.label();
        if (word == null) {
            return new Refusal.BrokenRule("label", "A verdict needs a label, or says undecidable or policy_gap");
        }
        if (!word.decides()) {
            return label == null
                    ? null
                    : new Refusal.BrokenRule("label", "A verdict of " + word.word() + " has no label");
        }
        if (label == null) {
            return new Refusal.BrokenRule("label", "A verdict of " + word.word() + " needs the label");
        }
        boolean same = label.equals(file.modelLabel());
        if (word == VerdictWord.AGREE && !same) {
            return new Refusal.BrokenRule("verdict", "The label is not the model's: that is no agreement");
        }
        return word == VerdictWord.OVERRIDE && same && !judgment.changesMoreThanTheLabel()
                ? new Refusal.BrokenRule(
                        "verdict", "The label is the model's and nothing else differs: that is no override")
                : null;
    }

    /** A refusal that tells how the label stands to the model's answer has shown the answer: that goes on record. */
    private static Outcome refused(
            ReviewCommand.GiveVerdict command, Claimed task, CaseFile file, @Nullable Refusal wrong) {
        var refusal = wrong == null ? new Refusal.BrokenRule("verdict", "There is no verdict") : wrong;
        boolean tells =
                refusal instanceof Refusal.BrokenRule rule && rule.field().equals("verdict");
        return tells && task.revealedAt() == null
                ? Outcome.refusedAfter(
                        new ReviewEvent.Revealed(task.holder(), task.token(), task.leaseUntil(), command.now()),
                        refusal)
                : Outcome.refused(refusal);
    }

    private Verdicts() {}
}
