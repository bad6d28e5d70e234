package io.countersign.review;

import io.countersign.review.postgres.PostgresCases;
import io.countersign.review.postgres.PostgresCases.Keyed;
import io.countersign.review.postgres.PostgresReviewTasks;
import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Queues;
import io.countersign.review.task.Review;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.ReviewDecider;
import io.countersign.review.task.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happens to the open tasks of a case from above, under the lock on the case that the caller holds. */
@Component
class SupersedeCase {

    private static final Queues NONE = new Queues(Map.of());

    private final PostgresReviewTasks tasks;
    private final PostgresCases cases;

    SupersedeCase(PostgresReviewTasks tasks, PostgresCases cases) {
        this.tasks = tasks;
        this.cases = cases;
    }

    /** A newer revision of the case replaces what is known of it, and closes what is open. */
    Mono<List<Step>> supersede(CaseFile old, Keyed newer, Instant now) {
        return closeAll(old, task -> new ReviewCommand.Supersede(newer.file().caseRevision(), now))
                .flatMap(steps -> cases.replace(newer).thenReturn(steps));
    }

    /** Carries out the command on every open task of the case. */
    Mono<List<Step>> closeAll(CaseFile file, Function<Review, ReviewCommand> command) {
        return tasks.openOf(file.caseId())
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .map(task -> new Review(task, file))
                .concatMap(review -> carryOut(review, command.apply(review)))
                .collectList();
    }

    private Flux<Step> carryOut(Review review, ReviewCommand command) {
        var outcome = ReviewDecider.decide(command, review, NONE);
        var steps = ReviewDecider.steps(review, outcome.events());
        return steps.isEmpty()
                ? Flux.empty()
                : tasks.save(steps.getLast().after(), outcome.events()).thenMany(Flux.fromIterable(steps));
    }
}
