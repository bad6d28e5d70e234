package io.countersign.review.http;

import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import io.countersign.review.HandleReviewCommand.Answer;
import io.countersign.review.task.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refusals as problem details: 409 where somebody came first, 422 where a rule is broken, 404 where there is no task. */
final class Refusals {

    static Problem problem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Conflict conflict ->
                Problem.conflict(conflict.slug(), "The step comes too late", conflict.detail());
            case Refusal.BrokenRule rule -> Problem.invalid(List.of(new FieldError(rule.field(), rule.detail())));
        };
    }

    static Answer orRefuse(Answer answer) {
        @Nullable Refusal refusal = answer.refusal();
        if (refusal != null) {
            throw new RefusedException(problem(refusal));
        }
        return answer;
    }

    static UUID taskId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw noSuchTask(text);
        }
    }

    static RefusedException noSuchTask(String taskId) {
        return new RefusedException(Problem.notFound("There is no task '" + taskId + "'"));
    }

    private Refusals() {}
}
