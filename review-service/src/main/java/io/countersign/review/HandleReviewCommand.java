package io.countersign.review;

import io.countersign.kit.inbox.PassingFailures;
import io.countersign.review.task.Asker;
import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.Refusal;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.Step;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What reviewers do. Whatever they ask while a transaction is under way goes together into the next one. */
@Component
public class HandleReviewCommand {

    private static final int LARGEST_GROUP = 32;

    /** After this a database that says nothing is taken for away, or everybody would wait behind one group. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final GroupCommit<Turn, Optional<Answer>> turns;

    @Autowired
    HandleReviewCommand(TakeTurns takeTurns, TransactionalOperator transaction, MeterRegistry meters) {
        this(takeTurns, transaction, meters, LONGEST);
    }

    HandleReviewCommand(
            TakeTurns takeTurns, TransactionalOperator transaction, MeterRegistry meters, Duration longest) {
        var sizes = DistributionSummary.builder("countersign.review.turns")
                .description("Reviewers' requests that went together in one transaction")
                .register(meters);
        this.turns = new GroupCommit<>(
                LARGEST_GROUP,
                group -> {
                    sizes.record(group.size());
                    return patiently(takeTurns.of(group).as(transaction::transactional), longest);
                },
                PassingFailures::isPassing);
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
        return turns.join(new Turn.Act(taskId, command, asker)).flatMap(Mono::justOrEmpty);
    }

    /** Claims the next case; empty where none waits. */
    public Mono<CaseAtHand> claim(Asker asker) {
        return turns.join(new Turn.Ask(asker)).flatMap(answer -> Mono.justOrEmpty(answer.map(Answer::next)));
    }

    /** Two transactions that lock each other out are no fault of the reviewers': one of them goes again. */
    private static <T> Mono<T> patiently(Mono<T> work, Duration longest) {
        return work.retryWhen(Retry.backoff(3, Duration.ofMillis(5))
                        .filter(PessimisticLockingFailureException.class::isInstance))
                .timeout(longest);
    }
}
