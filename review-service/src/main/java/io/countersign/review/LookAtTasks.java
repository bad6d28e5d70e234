package io.countersign.review;

import io.countersign.review.postgres.PostgresCases;
import io.countersign.review.postgres.PostgresTaskViews;
import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.GivenVerdict;
import io.countersign.review.task.ReviewTask;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tasks as somebody may see them: nobody learns the model's answer, or a colleague's, while the case is open. */
@Component
public class LookAtTasks {

    private final PostgresTaskViews views;
    private final PostgresCases cases;

    LookAtTasks(PostgresTaskViews views, PostgresCases cases) {
        this.views = views;
        this.cases = cases;
    }

    /**
     * A task as it may be shown.
     *
     * @param answerShown whether the model's answer may be shown
     * @param verdicts empty while the case is open
     */
    public record Look(CaseAtHand atHand, boolean answerShown, List<GivenVerdict> verdicts) {}

    /** The task as the reader may see it; empty where there is none. */
    public Mono<Look> at(UUID taskId, String reader) {
        return views.find(taskId).flatMap(found -> look(found, reader));
    }

    /** The tasks of a case, the oldest first. */
    public Flux<Look> atCase(String caseId, String reader) {
        return views.ofCase(caseId).concatMap(found -> look(found, reader));
    }

    /** What the reviewer holds. */
    public Flux<CaseAtHand> heldBy(String reviewer) {
        return views.heldBy(reviewer);
    }

    /** Keys of the case's item, the main one first. */
    public Mono<List<String>> keysOf(UUID taskId) {
        return views.find(taskId)
                .flatMap(found -> cases.keysOf(found.review().file().caseId()).collectList());
    }

    private Mono<Look> look(CaseAtHand found, String reader) {
        var task = found.review().task();
        if (task instanceof ReviewTask.Claimed held && held.holder().equals(reader)) {
            return Mono.just(new Look(found, held.revealedAt() != null, List.of()));
        }
        return views.isOpen(task.facts().caseId())
                .flatMap(open -> open
                        ? Mono.just(new Look(found, false, List.of()))
                        : views.verdicts(UUID.fromString(task.facts().taskId()))
                                .map(verdicts -> new Look(found, true, verdicts)));
    }
}
