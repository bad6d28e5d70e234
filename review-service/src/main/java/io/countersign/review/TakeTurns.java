package io.countersign.review;

import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.HandleReviewCommand.Answer;
import io.countersign.review.kafka.ReviewEvents;
import io.countersign.review.postgres.PostgresReviewTasks;
import io.countersign.review.postgres.PostgresReviewTasks.Changed;
import io.countersign.review.postgres.PostgresReviewTasks.Loaded;
import io.countersign.review.task.Asker;
import io.countersign.review.task.Outcome;
import io.countersign.review.task.ReviewDecider;
import io.countersign.review.task.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Several reviewers' turns at once, inside the caller's transaction: load, decide each, save, claim, tell. */
@Component
class TakeTurns {

    private final PostgresReviewTasks tasks;
    private final ClaimNext claimNext;
    private final QueueBook queues;
    private final Outbox outbox;

    TakeTurns(PostgresReviewTasks tasks, ClaimNext claimNext, QueueBook queues, Outbox outbox) {
        this.tasks = tasks;
        this.claimNext = claimNext;
        this.queues = queues;
        this.outbox = outbox;
    }

    /** Two turns of a group concern one case, so that the second has to be decided on what the first leaves. */
    static final class SameCaseException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SameCaseException(String caseId) {
            super("Two turns on case " + caseId);
        }
    }

    /**
     * Takes the turns and answers each in its place: empty where there is no such task.
     *
     * @return fails with {@link SameCaseException} where two turns concern one case
     */
    Mono<List<Optional<Answer>>> of(List<Turn> turns) {
        return tasks.load(taskIds(turns)).flatMap(loaded -> {
            var taken = turns.stream().map(turn -> take(turn, loaded)).toList();
            requireDifferentCases(taken);
            return tasks.save(taken.stream().flatMap(t -> t.changed().stream()).toList())
                    .then(Mono.defer(() -> claimNext.give(
                            taken.stream().flatMap(t -> t.asker().stream()).toList())))
                    .flatMap(handout -> told(taken, handout));
        });
    }

    /**
     * A turn that was decided.
     *
     * @param loaded null where there is no such task, or none was asked for
     */
    private record Taken(Turn turn, @Nullable Loaded loaded, Outcome outcome, List<Step> steps) {

        boolean isOfNoTask() {
            return turn instanceof Turn.Act && loaded == null;
        }

        Optional<Changed> changed() {
            return steps.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Changed(steps.getLast().after(), outcome.events()));
        }

        /** Who is to be given the next case with it. */
        Optional<Asker> asker() {
            return isOfNoTask() || outcome.refusal() != null ? Optional.empty() : Optional.ofNullable(turn.asker());
        }
    }

    private static Set<UUID> taskIds(List<Turn> turns) {
        Set<UUID> ids = new HashSet<>();
        for (var turn : turns) {
            if (turn instanceof Turn.Act act) {
                ids.add(act.taskId());
            }
        }
        return ids;
    }

    private Taken take(Turn turn, Map<UUID, Loaded> loaded) {
        var task = turn instanceof Turn.Act act ? loaded.get(act.taskId()) : null;
        if (!(turn instanceof Turn.Act act) || task == null) {
            return new Taken(turn, null, Outcome.of(), List.of());
        }
        var outcome = ReviewDecider.decide(act.command().apply(task.now()), task.review(), queues.current());
        return new Taken(turn, task, outcome, ReviewDecider.steps(task.review(), outcome.events()));
    }

    private static void requireDifferentCases(List<Taken> taken) {
        Set<String> seen = new HashSet<>();
        for (var each : taken) {
            if (each.loaded() != null && !seen.add(each.loaded().review().file().caseId())) {
                throw new SameCaseException(each.loaded().review().file().caseId());
            }
        }
    }

    /** Tells in the order in which it was saved, every turn before any claim: one may be of what another has just freed. */
    private Mono<List<Optional<Answer>>> told(List<Taken> taken, Handout handout) {
        var events = Stream.concat(taken.stream().map(Taken::steps), handout.happened().stream())
                .flatMap(steps -> events(steps).stream())
                .toList();
        return outbox.append(events).thenReturn(answers(taken, handout));
    }

    private static List<Optional<Answer>> answers(List<Taken> taken, Handout handout) {
        List<Optional<Answer>> answers = new ArrayList<>();
        int place = 0;
        for (var each : taken) {
            var next = each.asker().isPresent() ? handout.at(place++) : null;
            answers.add(
                    each.isOfNoTask()
                            ? Optional.empty()
                            : Optional.of(
                                    new Answer(each.steps(), each.outcome().refusal(), next)));
        }
        return answers;
    }

    private List<OutgoingEvent> events(List<Step> steps) {
        return steps.isEmpty() ? List.of() : ReviewEvents.of(steps, queues.current(), TraceParent.fresh());
    }
}
