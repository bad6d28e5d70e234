package io.countersign.review.task;

import io.countersign.review.task.ReviewCommand.BySeat;
import io.countersign.review.task.ReviewTask.Claimed;
import io.countersign.review.task.ReviewTask.Closed;
import io.countersign.review.task.ReviewTask.Ending;
import io.countersign.review.task.ReviewTask.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows from a command on a task, and what a task becomes by an event. Nothing else changes a task. */
public final class ReviewDecider {

    /** What the command does to the task and its case. Changes nothing itself. */
    public static Outcome decide(ReviewCommand command, Review review, Queues queues) {
        return switch (review.task()) {
            case Closed closed -> onClosed(command, closed);
            case Waiting waiting -> onWaiting(command, waiting, review.file(), queues);
            case Claimed claimed -> onClaimed(command, claimed, review.file(), queues);
        };
    }

    /** The task and its case after the event. */
    public static Review evolve(Review review, ReviewEvent event) {
        return switch (event) {
            case ReviewEvent.Decided decided ->
                new Review(review.task(), review.file().with(decided.decision()));
            case ReviewEvent.VerdictGiven verdict ->
                new Review(review.task(), review.file().judgedBy(verdict.reviewer()));
            default -> review.with(evolve(review.task(), event));
        };
    }

    /** The events one after the other, each with the review before and after it. */
    public static List<Step> steps(Review review, List<ReviewEvent> events) {
        var steps = new ArrayList<Step>();
        var before = review;
        for (var event : events) {
            var after = evolve(before, event);
            steps.add(new Step(event, before, after));
            before = after;
        }
        return steps;
    }

    /** A task as it begins. */
    public static ReviewTask begin(ReviewEvent.Opened opened) {
        return new Waiting(opened.facts(), opened.queue(), 1, 0, opened.notFor(), Set.of());
    }

    private static ReviewTask evolve(ReviewTask task, ReviewEvent event) {
        return switch (event) {
            case ReviewEvent.Opened opened -> begin(opened);
            case ReviewEvent.Claimed e ->
                ((Waiting) task).claimed(e.reviewer(), e.token(), e.at(), e.leaseUntil(), e.revealedAt());
            case ReviewEvent.Renewed e -> ((Claimed) task).renewed(e.leaseUntil());
            case ReviewEvent.Revealed e -> ((Claimed) task).revealed(e.at(), e.leaseUntil());
            case ReviewEvent.Released e -> ((Claimed) task).freed(e.token());
            case ReviewEvent.Lapsed e -> ((Claimed) task).freed(e.token());
            case ReviewEvent.Skipped e -> ((Claimed) task).skipped(e.token());
            case ReviewEvent.Escalated e -> ((Claimed) task).movedTo(e.toQueue(), e.token());
            case ReviewEvent.PassedOn e -> ((Claimed) task).passedOn(e.toQueue());
            case ReviewEvent.Resolved e -> task.closed(Ending.RESOLVED, task.token());
            case ReviewEvent.Superseded e -> task.closed(Ending.SUPERSEDED, e.token());
            case ReviewEvent.Withdrawn e -> task.closed(Ending.WITHDRAWN, e.token());
            case ReviewEvent.VerdictGiven e -> task;
            case ReviewEvent.Decided e -> task;
        };
    }

    private static Outcome onClosed(ReviewCommand command, Closed closed) {
        boolean fromAbove = command instanceof ReviewCommand.Lapse
                || command instanceof ReviewCommand.Supersede
                || command instanceof ReviewCommand.Withdraw;
        return fromAbove ? Outcome.of() : Outcome.refused(Refusal.taskClosed(closed.ending()));
    }

    private static Outcome onWaiting(ReviewCommand command, Waiting task, CaseFile file, Queues queues) {
        return switch (command) {
            case ReviewCommand.Claim claim -> claim(claim, task, file, queues);
            case ReviewCommand.Supersede c -> Outcome.of(superseded(c, task));
            case ReviewCommand.Withdraw c -> Outcome.of(withdrawn(c, task));
            case ReviewCommand.Lapse c -> Outcome.of();
            case BySeat c -> Outcome.refused(unheld(c, task));
        };
    }

    private static Outcome onClaimed(ReviewCommand command, Claimed task, CaseFile file, Queues queues) {
        return switch (command) {
            case ReviewCommand.Claim c -> Outcome.refused(Refusal.seatTaken());
            case ReviewCommand.Supersede c -> Outcome.of(superseded(c, task));
            case ReviewCommand.Withdraw c -> Outcome.of(withdrawn(c, task));
            case ReviewCommand.Lapse c -> hasLapsed(task, c) ? Outcome.of(lapsed(task, c)) : Outcome.of();
            case BySeat c -> bySeat(c, task, file, queues);
        };
    }

    private static Outcome claim(ReviewCommand.Claim claim, Waiting task, CaseFile file, Queues queues) {
        if (task.notFor().contains(claim.reviewer()) || file.judgedBy().contains(claim.reviewer())) {
            return Outcome.refused(Refusal.judgedBefore());
        }
        boolean hidden = queues.of(task.queue()).blindFirst() && !task.seenBy().contains(claim.reviewer());
        var until = claim.now().plus(claim.lease());
        return Outcome.of(new ReviewEvent.Claimed(
                claim.reviewer(), task.token() + 1, until, hidden ? null : claim.now(), claim.now()));
    }

    private static Outcome bySeat(BySeat command, Claimed task, CaseFile file, Queues queues) {
        var refusal = notTheHolder(command.hold(), task);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        if (hasLapsed(task, command)) {
            return Outcome.refusedAfter(lapsed(task, command), Refusal.leaseLapsed());
        }
        long next = task.token() + 1;
        var holder = task.holder();
        return switch (command) {
            case ReviewCommand.Renew c ->
                Outcome.of(new ReviewEvent.Renewed(holder, task.token(), c.now().plus(c.lease()), c.now()));
            case ReviewCommand.Reveal c ->
                Outcome.of(
                        new ReviewEvent.Revealed(holder, task.token(), c.now().plus(c.lease()), c.now()));
            case ReviewCommand.Release c -> Outcome.of(new ReviewEvent.Released(holder, next, c.reason(), c.now()));
            case ReviewCommand.Skip c ->
                Outcome.of(new ReviewEvent.Skipped(holder, next, c.reason(), c.note(), c.now()));
            case ReviewCommand.Escalate c -> escalate(c, task, file, queues);
            case ReviewCommand.GiveVerdict c -> Verdicts.give(c, task, file, queues.of(task.queue()));
        };
    }

    private static Outcome escalate(ReviewCommand.Escalate command, Claimed task, CaseFile file, Queues queues) {
        var to = command.queue() != null
                ? command.queue()
                : queues.of(task.queue()).escalatesTo();
        if (to == null) {
            return Outcome.refused(
                    new Refusal.BrokenRule("queue", "The queue '" + task.queue() + "' is the last one: name another"));
        }
        if (queues.find(to) == null) {
            return Outcome.refused(new Refusal.BrokenRule("queue", "There is no queue '" + to + "'"));
        }
        var person = command.person();
        var unfit = person == null ? null : person.unfit(task, file);
        if (unfit != null) {
            return Outcome.refused(unfit);
        }
        return Outcome.of(new ReviewEvent.Escalated(
                task.holder(),
                task.token() + 1,
                to,
                person == null ? null : person.name(),
                command.reason(),
                command.note(),
                command.now()));
    }

    private static @Nullable Refusal notTheHolder(ReviewCommand.Hold hold, Claimed task) {
        if (hold.seat() != task.seat()) {
            return Refusal.noSuchSeat(hold.seat(), task.seat());
        }
        if (hold.token() != task.token()) {
            return Refusal.staleToken(hold.token(), task.token());
        }
        return hold.reviewer().equals(task.holder()) ? null : Refusal.seatTaken();
    }

    private static Refusal unheld(BySeat command, Waiting task) {
        if (command.hold().seat() != task.seat()) {
            return Refusal.noSuchSeat(command.hold().seat(), task.seat());
        }
        return command.hold().token() == task.token()
                ? Refusal.seatNotHeld()
                : Refusal.staleToken(command.hold().token(), task.token());
    }

    private static boolean hasLapsed(Claimed task, ReviewCommand command) {
        return !command.now().isBefore(task.leaseUntil());
    }

    private static ReviewEvent lapsed(Claimed task, ReviewCommand command) {
        return new ReviewEvent.Lapsed(task.holder(), task.token() + 1, command.now());
    }

    private static ReviewEvent superseded(ReviewCommand.Supersede command, ReviewTask task) {
        return new ReviewEvent.Superseded(command.byCaseRevision(), task.token() + 1, command.now());
    }

    private static ReviewEvent withdrawn(ReviewCommand.Withdraw command, ReviewTask task) {
        return new ReviewEvent.Withdrawn(
                command.reason(), command.by(), command.note(), task.token() + 1, command.now());
    }

    private ReviewDecider() {}
}
