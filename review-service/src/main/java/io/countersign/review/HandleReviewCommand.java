package io.countersign.review;

import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.Outbox;
import io.countersign.review.kafka.ReviewEvents;
import io.countersign.review.postgres.PostgresReviewTasks;
import io.countersign.review.postgres.PostgresReviewTasks.Loaded;
import io.countersign.review.task.Asker;
import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.Refusal;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.ReviewDecider;
import io.countersign.review.task.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What a reviewer does: load, decide, save, in one database transaction. */
@Component
public class HandleReviewCommand {

    private final PostgresReviewTasks tasks;
    private final ClaimNext claimNext;
    private final QueueBook queues;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    HandleReviewCommand(
            PostgresReviewTasks tasks,
            ClaimNext claimNext,
            QueueBook queues,
            Outbox outbox,
            TransactionalOperator transaction) {
        this.tasks = tasks;
        this.claimNext = claimNext;
        this.queues = queues;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /**
     * What came of a command.
     *
     * @param steps what happened to the task of the command
     * @param refusal null where the command was carried out
     * @param next the case that was claimed with it; null where none was asked for or none waits
     */
    public record Answer(
            List<Step> steps,
            @Nullable Refusal refusal,
            @Nullable CaseAtHand next) {}

    /**
     * Carries out a command on a task, and where {@code asker} is given claims the next case in the same transaction.
     *
     * @param command made from the database's time, read while the task is locked
     * @return empty where there is no such task
     */
    public Mono<Answer> handle(UUID taskId, Function<Instant, ReviewCommand> command, @Nullable Asker asker) {
        return safely(tasks.load(taskId).flatMap(loaded -> decide(loaded, command.apply(loaded.now()), asker)));
    }

    /** Claims the next case; empty where none waits. */
    public Mono<CaseAtHand> claim(Asker asker) {
        return safely(claimNext.give(asker).flatMap(given -> tell(given.steps()).thenReturn(given.claimed())));
    }

    private Mono<Answer> decide(Loaded loaded, ReviewCommand command, @Nullable Asker asker) {
        var outcome = ReviewDecider.decide(command, loaded.review(), queues.current());
        var steps = ReviewDecider.steps(loaded.review(), outcome.events());
        var saved = steps.isEmpty()
                ? Mono.<Void>empty()
                : tasks.save(steps.getLast().after(), outcome.events());
        if (outcome.refusal() != null || asker == null) {
            return saved.then(tell(steps)).thenReturn(new Answer(steps, outcome.refusal(), null));
        }
        return saved.then(claimNext.give(asker))
                .flatMap(given ->
                        tell(Steps.joined(steps, given.steps())).thenReturn(new Answer(steps, null, given.claimed())))
                .switchIfEmpty(Mono.defer(() -> tell(steps).thenReturn(new Answer(steps, null, null))));
    }

    private Mono<Void> tell(List<Step> steps) {
        return steps.isEmpty()
                ? Mono.empty()
                : outbox.append(ReviewEvents.of(steps, queues.current(), TraceParent.fresh()));
    }

    /** Two transactions that lock each other out are no fault of the reviewer's: one of them goes again. */
    private <T> Mono<T> safely(Mono<T> work) {
        return work.as(transaction::transactional)
                .retryWhen(Retry.backoff(3, Duration.ofMillis(5))
                        .filter(PessimisticLockingFailureException.class::isInstance));
    }
}
