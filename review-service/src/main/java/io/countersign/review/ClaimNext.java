package io.countersign.review;

import io.countersign.review.config.ReviewSettings;
import io.countersign.review.postgres.PostgresReviewTasks;
import io.countersign.review.queue.NextCase;
import io.countersign.review.queue.NextCase.Found;
import io.countersign.review.task.Asker;
import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.ReviewDecider;
import io.countersign.review.task.Step;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the next case for a reviewer and gives it to them, inside the caller's transaction. */
@Component
class ClaimNext {

    private static final int SWEPT_AT_A_CLAIM = 50;

    private final NextCase next;
    private final PostgresReviewTasks tasks;
    private final FreeLapsedClaims freeLapsedClaims;
    private final QueueBook queues;
    private final ReviewSettings settings;

    ClaimNext(
            NextCase next,
            PostgresReviewTasks tasks,
            FreeLapsedClaims freeLapsedClaims,
            QueueBook queues,
            ReviewSettings settings) {
        this.next = next;
        this.tasks = tasks;
        this.freeLapsedClaims = freeLapsedClaims;
        this.queues = queues;
        this.settings = settings;
    }

    /** A case that was found and what happened on the way. */
    record Given(CaseAtHand claimed, List<Step> steps) {}

    /** Gives the asker the next case; empty where none waits. Where none waits, claims that have lapsed are freed first. */
    Mono<Given> give(Asker asker) {
        return next.lock(asker)
                .flatMap(found -> claim(asker, found, List.of()))
                .switchIfEmpty(Mono.defer(() -> afterSweeping(asker)));
    }

    private Mono<Given> afterSweeping(Asker asker) {
        return freeLapsedClaims
                .free(SWEPT_AT_A_CLAIM)
                .filter(freed -> !freed.isEmpty())
                .flatMap(freed -> next.lock(asker).flatMap(found -> claim(asker, found, freed)));
    }

    private Mono<Given> claim(Asker asker, Found found, List<Step> before) {
        var command = new ReviewCommand.Claim(asker.reviewer(), settings.lease(), found.now());
        var review = found.atHand().review();
        var outcome = ReviewDecider.decide(command, review, queues.current());
        var steps = ReviewDecider.steps(review, outcome.events());
        if (steps.isEmpty()) {
            return Mono.empty();
        }
        var claimed = steps.getLast().after();
        return tasks.save(claimed, outcome.events())
                .thenReturn(new Given(found.atHand().with(claimed), Steps.joined(before, steps)));
    }
}
