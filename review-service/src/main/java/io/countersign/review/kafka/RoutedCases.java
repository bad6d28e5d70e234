package io.countersign.review.kafka;

import io.countersign.event.CaseRouted;
import io.countersign.event.Prediction;
import io.countersign.event.ReviewRequested;
import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Decision;
import io.countersign.review.task.Decision.Status;
import io.countersign.review.task.Purpose;
import io.countersign.review.task.RequestedReview;
import io.countersign.review.task.RoutedCase;
import io.countersign.review.task.RoutedCase.Errand;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Events of routing and feedback as what they ask of the desk. */
@Component
class RoutedCases {

    private final PredictionViews views;

    RoutedCases(PredictionViews views) {
        this.views = views;
    }

    /** The case and what a person is asked to do; null where the lane is none that we know. */
    @Nullable
    RoutedCase of(CaseRouted routed) {
        var status = status(routed.getLane());
        if (status == null) {
            return null;
        }
        var prediction = routed.getPrediction();
        var decision = new Decision(
                1,
                prediction.getLabel(),
                status == Status.HELD ? Decision.HOLD : routed.getAction(),
                status,
                "model",
                prediction.getModelVersion(),
                "",
                null);
        var origin = new CaseFile.Origin(
                routed.getPolicyName(), routed.getPolicyVersion(), routed.getContentHash(), routed.getScoredAt());
        var file = file(routed.getCaseId(), routed.getCaseRevision(), decision, prediction, origin);
        return new RoutedCase(
                file, keys(prediction), status == Status.FINAL && !routed.getAudit() ? null : errand(routed));
    }

    /** What is asked for; null where the purpose is none that we know. */
    @Nullable
    RequestedReview of(ReviewRequested request) {
        var purpose = Purpose.of(request.getPurpose()).orElse(null);
        if (purpose == null) {
            return null;
        }
        var prediction = request.getPrediction();
        var unknown = new Decision(1, request.getModelLabel(), Decision.HOLD, Status.HELD, "model", null, "", null);
        var origin = new CaseFile.Origin(request.getPolicyName(), request.getPolicyVersion(), null, null);
        return new RequestedReview(
                request.getRequestId(),
                file(request.getCaseId(), request.getCaseRevision(), unknown, prediction, origin),
                keys(prediction),
                purpose,
                request.getPriority(),
                Set.copyOf(request.getNotBy()),
                prediction.getRequiredSkills(),
                views.of(request));
    }

    private Errand errand(CaseRouted routed) {
        boolean audit = routed.getAudit();
        return new Errand(
                audit ? Purpose.AUDIT : Purpose.REVIEW,
                routed.getQueue() != null ? routed.getQueue() : queue(routed.getLane(), audit),
                Math.max(1, routed.getTier()),
                routed.getPriority(),
                routed.getDueAt(),
                routed.getRequiredSkills(),
                views.of(routed));
    }

    private static String queue(String lane, boolean audit) {
        return audit ? "audit" : lane.equals("expert") ? "expert" : "review";
    }

    private static CaseFile file(
            String caseId, int caseRevision, Decision decision, Prediction prediction, CaseFile.Origin origin) {
        return new CaseFile(
                caseId,
                caseRevision,
                decision,
                decision.isActedOn() ? decision : null,
                prediction.getLabel(),
                prediction.getProposedAction(),
                origin,
                Set.of());
    }

    private static List<String> keys(Prediction prediction) {
        return List.copyOf(new LinkedHashSet<>(prediction.getItemKeys()));
    }

    private static @Nullable Status status(String lane) {
        return switch (lane) {
            case "automatic" -> Status.FINAL;
            case "provisional" -> Status.PROVISIONAL;
            case "review", "expert" -> Status.HELD;
            default -> null;
        };
    }
}
