package io.countersign.review.http;

import io.countersign.review.HandleReviewCommand.Answer;
import io.countersign.review.task.Decision;
import io.countersign.review.task.ReviewEvent.Decided;
import io.countersign.review.task.ReviewEvent.VerdictGiven;
import io.countersign.review.task.Step;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An accepted verdict.
 *
 * @param next the case that was claimed with it; null where none was asked for or none waits
 */
record VerdictAnswer(Accepted accepted, @Nullable ClaimView next) {

    /**
     * @param verdict agree, override, undecidable or policy_gap
     * @param modelLabel what the model said
     * @param blind whether the judgment was given before the model's answer was shown
     * @param decisionRevision revision of the decision that it made; null where the case went on to the next tier
     * @param action what is to be done now; null where the case went on
     */
    record Accepted(
            String taskId,
            String caseId,
            int caseRevision,
            int seat,
            long token,
            String verdict,
            @Nullable String label,
            String modelLabel,
            boolean blind,
            Instant at,
            @Nullable Integer decisionRevision,
            @Nullable String action) {}

    static VerdictAnswer of(Answer answer) {
        var verdict = answer.steps().stream()
                .filter(step -> step.event() instanceof VerdictGiven)
                .findFirst()
                .orElseThrow();
        Decision decision = answer.steps().stream()
                .flatMap(step -> step.event() instanceof Decided decided
                        ? Optional.of(decided.decision()).stream()
                        : Optional.<Decision>empty().stream())
                .findFirst()
                .orElse(null);
        return new VerdictAnswer(
                accepted(verdict, (VerdictGiven) verdict.event(), decision),
                answer.next() == null ? null : ClaimView.of(answer.next()));
    }

    private static Accepted accepted(Step step, VerdictGiven verdict, @Nullable Decision decision) {
        var facts = step.before().task().facts();
        return new Accepted(
                facts.taskId(),
                facts.caseId(),
                facts.caseRevision(),
                verdict.seat(),
                verdict.token(),
                verdict.word().word(),
                verdict.judgment().label(),
                step.before().file().modelLabel(),
                verdict.blind(),
                verdict.at(),
                decision == null ? null : decision.revision(),
                decision == null ? null : decision.action());
    }
}
