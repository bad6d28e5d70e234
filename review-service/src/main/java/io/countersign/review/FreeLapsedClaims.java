package io.countersign.review;

import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.Outbox;
import io.countersign.review.kafka.ReviewEvents;
import io.countersign.review.postgres.PostgresReviewTasks;
import io.countersign.review.postgres.PostgresReviewTasks.Changed;
import io.countersign.review.postgres.PostgresReviewTasks.Loaded;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.ReviewDecider;
import io.countersign.review.task.Step;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A lease that lapses is written down: that raises the token, so that whoever lost the claim cannot act on it any more. */
@Component
public class FreeLapsedClaims {

    private static final Logger log = LoggerFactory.getLogger(FreeLapsedClaims.class);
    private static final int AT_ONCE = 200;

    private final PostgresReviewTasks tasks;
    private final QueueBook queues;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    FreeLapsedClaims(PostgresReviewTasks tasks, QueueBook queues, Outbox outbox, TransactionalOperator transaction) {
        this.tasks = tasks;
        this.queues = queues;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** Frees lapsed claims in a transaction of its own, and returns how many. */
    public Mono<Integer> sweep() {
        return free(AT_ONCE)
                .flatMap(steps -> steps.isEmpty()
                        ? Mono.just(0)
                        : outbox.append(ReviewEvents.of(steps, queues.current(), TraceParent.fresh()))
                                .thenReturn(steps.size()))
                .as(transaction::transactional);
    }

    /** Frees at most so many lapsed claims inside the caller's transaction, who has to tell of it. */
    Mono<List<Step>> free(int limit) {
        return tasks.lapsed(limit).flatMap(lapsed -> {
            var freed = lapsed.stream().flatMap(this::free).toList();
            var changed = freed.stream()
                    .map(step -> new Changed(step.after(), List.of(step.event())))
                    .toList();
            return tasks.save(changed).thenReturn(freed);
        });
    }

    @Scheduled(fixedDelayString = "${countersign.review.sweep-every:1s}")
    Mono<Void> keepSweeping() {
        return sweep().doOnError(e -> log.warn("Lapsed claims could not be freed: {}", e.toString()))
                .onErrorComplete()
                .then();
    }

    private Stream<Step> free(Loaded lapsed) {
        var outcome = ReviewDecider.decide(new ReviewCommand.Lapse(lapsed.now()), lapsed.review(), queues.current());
        return ReviewDecider.steps(lapsed.review(), outcome.events()).stream();
    }
}
