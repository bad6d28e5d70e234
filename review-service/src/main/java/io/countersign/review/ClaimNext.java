package io.countersign.review;

import io.countersign.review.config.ReviewSettings;
import io.countersign.review.postgres.PostgresReviewTasks;
import io.countersign.review.postgres.PostgresReviewTasks.Changed;
import io.countersign.review.queue.NextCase;
import io.countersign.review.queue.NextCase.Found;
import io.countersign.review.queue.NextCases;
import io.countersign.review.task.Asker;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.ReviewDecider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds the next cases for reviewers who ask at once and gives them out, inside the caller's transaction. */
@Component
class ClaimNext {

    private static final int SWEPT_AT_A_CLAIM = 50;

    private final NextCases together;
    private final NextCase alone;
    private final PostgresReviewTasks tasks;
    private final FreeLapsedClaims freeLapsedClaims;
    private final QueueBook queues;
    private final ReviewSettings settings;

    ClaimNext(
            NextCases together,
            NextCase alone,
            PostgresReviewTasks tasks,
            FreeLapsedClaims freeLapsedClaims,
            QueueBook queues,
            ReviewSettings settings) {
        this.together = together;
        this.alone = alone;
        this.tasks = tasks;
        this.freeLapsedClaims = freeLapsedClaims;
        this.queues = queues;
        this.settings = settings;
    }

    /**
     * Gives each of the askers the next case. Whoever was dealt nothing, or what somebody else took meanwhile, looks for
     * themselves; where they find nothing either, claims that have lapsed are freed and they look once more.
     *
     * @param line reviewers in the order in which they asked
     */
    Mono<Handout> give(List<Asker> line) {
        var handout = new Handout(line);
        if (line.isEmpty()) {
            return Mono.just(handout);
        }
        return together.deal(line)
                .flatMap(dealt -> together.lock(dealt.values()).flatMap(locked -> {
                    List<Changed> claimed = new ArrayList<>();
                    dealt.forEach((place, taskId) -> claimed.addAll(claim(handout, place, locked.get(taskId))));
                    return tasks.save(claimed);
                }))
                .then(Mono.defer(() -> lookAlone(handout)))
                .then(Mono.defer(() -> handout.waiting().isEmpty() ? Mono.empty() : afterSweeping(handout)))
                .thenReturn(handout);
    }

    private Mono<Void> afterSweeping(Handout handout) {
        return freeLapsedClaims.free(SWEPT_AT_A_CLAIM).flatMap(freed -> {
            handout.freed(freed);
            return freed.isEmpty() ? Mono.empty() : lookAlone(handout);
        });
    }

    private Mono<Void> lookAlone(Handout handout) {
        return Flux.fromIterable(handout.waiting().entrySet())
                .concatMap(asker -> alone.lock(asker.getValue())
                        .flatMap(found -> tasks.save(claim(handout, asker.getKey(), found))))
                .then();
    }

    /** What is to be written of the claim; nothing where the task was found but may not be claimed. */
    private List<Changed> claim(Handout handout, int place, @Nullable Found found) {
        if (found == null) {
            return List.of();
        }
        var asker = handout.asker(place);
        var command = new ReviewCommand.Claim(asker.reviewer(), settings.lease(), found.now());
        var review = found.atHand().review();
        var outcome = ReviewDecider.decide(command, review, queues.current());
        var steps = ReviewDecider.steps(review, outcome.events());
        if (steps.isEmpty()) {
            return List.of();
        }
        var claimed = steps.getLast().after();
        handout.give(place, found.atHand().with(claimed), steps);
        return List.of(new Changed(claimed, outcome.events()));
    }
}
