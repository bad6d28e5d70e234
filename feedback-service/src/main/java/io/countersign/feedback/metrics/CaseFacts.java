package io.countersign.feedback.metrics;

import io.countersign.feedback.label.Judgments;
import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.Decision;
import io.countersign.feedback.trace.Prediction;
import io.countersign.feedback.trace.ReviewStep;
import io.countersign.feedback.trace.Routing;
import io.countersign.feedback.trace.TraceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What metrics need to know of a routed case, by its newest revision.
 *
 * @param policy {@code name@version}
 * @param confidence the model's own, 0..1
 * @param decidedLabel the label that holds; null while nothing does
 * @param decidedBy {@code model}, {@code person} or {@code panel}; null while nothing final was decided
 * @param trueLabel by ground truth; null while unknown
 * @param blindLabel what people said who looked because routing asked them to, before the model's answer was shown; null
 *     where nobody did. Anchored verdicts, and looks that a complaint caused, tell nothing about accuracy
 * @param agrees verdicts that agreed, audits, complaints and appeals not counted
 * @param overrides verdicts that overrode, audits, complaints and appeals not counted
 * @param reviewed whether anybody judged it, audits not counted
 * @param queueMillis from the opening of the task to the first claim; null where nobody claimed
 * @param decideMillis from claim to verdict, of the first verdict; null where there is none
 */
public record CaseFacts(
        String caseId,
        Instant routedAt,
        String modelVersion,
        boolean candidate,
        String policy,
        @Nullable String queue,
        String lane,
        boolean audit,
        double propensity,
        double confidence,
        String modelLabel,
        @Nullable String decidedLabel,
        @Nullable String decidedBy,
        boolean withdrawn,
        @Nullable String trueLabel,
        @Nullable String blindLabel,
        int agrees,
        int overrides,
        boolean reviewed,
        boolean escalated,
        @Nullable Long queueMillis,
        @Nullable Long decideMillis,
        SortedMap<String, String> slices) {

    /** The facts; empty while the case is not known and routed. */
    public static Optional<CaseFacts> of(CaseTrace trace) {
        var prediction = trace.prediction();
        var routing = trace.routing();
        return prediction == null || routing == null ? Optional.empty() : Optional.of(of(trace, prediction, routing));
    }

    private static CaseFacts of(CaseTrace trace, Prediction prediction, Routing routing) {
        var verdicts = trace.verdicts();
        var decision = trace.newestDecision().filter(Decision::isFinal);
        return new CaseFacts(
                trace.caseId(),
                routing.at(),
                prediction.modelVersion(),
                prediction.candidate(),
                routing.policy(),
                routing.queue(),
                routing.lane(),
                routing.audit(),
                routing.propensity(),
                prediction.confidence(),
                prediction.label(),
                trace.decidedLabel(),
                decision.map(Decision::decidedBy).orElse(null),
                trace.state() == TraceState.WITHDRAWN,
                trace.trueLabel(),
                blindLabel(trace),
                said(verdicts, "agree"),
                said(verdicts, "override"),
                verdicts.stream().anyMatch(step -> !step.isAudit()),
                steps(trace).anyMatch(step -> step.step().equals("escalated")),
                queueMillis(trace),
                verdicts.stream()
                        .map(ReviewStep::decideMillis)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                prediction.slices());
    }

    private static @Nullable String blindLabel(CaseTrace trace) {
        var byDesign = Judgments.of(trace).byDesign().blind();
        return byDesign.isEmpty() ? null : byDesign.ranking().majority();
    }

    private static int said(List<ReviewStep> verdicts, String verdict) {
        return (int) verdicts.stream()
                .filter(step -> ReviewStep.REVIEW.equals(step.purpose()) && verdict.equals(step.verdict()))
                .count();
    }

    private static @Nullable Long queueMillis(CaseTrace trace) {
        return first(trace, "opened")
                .flatMap(opened -> first(trace, "claimed")
                        .map(claimed ->
                                Duration.between(opened.at(), claimed.at()).toMillis()))
                .map(millis -> Math.max(0, millis))
                .orElse(null);
    }

    private static Optional<ReviewStep> first(CaseTrace trace, String activity) {
        return steps(trace).filter(step -> step.step().equals(activity)).findFirst();
    }

    private static Stream<ReviewStep> steps(CaseTrace trace) {
        return trace.review().stream().filter(step -> step.caseRevision() == trace.caseRevision());
    }
}
