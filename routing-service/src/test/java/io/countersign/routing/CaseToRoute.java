package io.countersign.routing;

import io.countersign.routing.policy.Policy;
import io.countersign.routing.route.Draws;
import io.countersign.routing.route.PolicyInForce;
import io.countersign.routing.route.Prediction;
import io.countersign.routing.route.Prediction.Answer;
import io.countersign.routing.route.Prediction.Handling;
import io.countersign.routing.route.Prediction.Model;
import io.countersign.routing.route.Prediction.Stakes;
import io.countersign.routing.route.RoutedCase;
import io.countersign.routing.route.Router;
import io.countersign.routing.route.SignalsOfPrediction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A case of which only what a test is about differs from one that the default policy leaves to the machine. */
public record CaseToRoute(
        String caseId,
        Model model,
        Answer answer,
        Stakes stakes,
        Handling handling,
        @Nullable String standingLabel) {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final Draws DRAWS =
            new Draws("test", "a key for tests, long enough for them".getBytes(StandardCharsets.UTF_8));

    /** Sure, and nothing else is known. */
    public static CaseToRoute sure() {
        return withConfidence(0.99);
    }

    /** The model's confidence, and nothing else. */
    public static CaseToRoute withConfidence(double confidence) {
        return new CaseToRoute(
                "case-1",
                new Model("m", "1", false),
                new Answer("spam", null, confidence, null, List.of(), null, null),
                new Stakes(null, null, null),
                new Handling(null, List.of(), null, false, null, null),
                null);
    }

    public CaseToRoute id(String id) {
        return new CaseToRoute(id, model, answer, stakes, handling, standingLabel);
    }

    public CaseToRoute candidate() {
        return new CaseToRoute(
                caseId, new Model(model.id(), model.version(), true), answer, stakes, handling, standingLabel);
    }

    public CaseToRoute stakes(@Nullable Double risk, @Nullable Double value, @Nullable Double errorCost) {
        return new CaseToRoute(caseId, model, answer, new Stakes(risk, value, errorCost), handling, standingLabel);
    }

    public CaseToRoute handling(Handling other) {
        return new CaseToRoute(caseId, model, answer, stakes, other, standingLabel);
    }

    public CaseToRoute complexity(@Nullable Double complexity) {
        return handling(new Handling(complexity, List.of(), null, false, null, null));
    }

    public CaseToRoute action(@Nullable String action) {
        return new CaseToRoute(
                caseId,
                model,
                new Answer(
                        answer.label(),
                        action,
                        answer.confidence(),
                        answer.margin(),
                        answer.opinions(),
                        answer.ensembleAgreement(),
                        answer.novelty()),
                stakes,
                handling,
                standingLabel);
    }

    public CaseToRoute doubts(List<String> opinions, @Nullable Double ensembleAgreement, @Nullable Double novelty) {
        return new CaseToRoute(
                caseId,
                model,
                new Answer(
                        answer.label(),
                        answer.proposedAction(),
                        answer.confidence(),
                        answer.margin(),
                        opinions,
                        ensembleAgreement,
                        novelty),
                stakes,
                handling,
                standingLabel);
    }

    public CaseToRoute standing(String label) {
        return new CaseToRoute(caseId, model, answer, stakes, handling, label);
    }

    public Prediction prediction() {
        return new Prediction(
                caseId, 1, "test", model, answer, stakes, handling, Map.of(), Map.of(), standingLabel, NOW);
    }

    /** Where it goes under the default policy. */
    public RoutedCase routed() {
        return routedBy(TestPolicies.DEFAULT, true);
    }

    public RoutedCase routedBy(Policy policy, boolean confirmed) {
        Prediction prediction = prediction();
        return new Router(DRAWS)
                .route(
                        prediction,
                        SignalsOfPrediction.of(prediction, null, NOW),
                        new PolicyInForce(policy, confirmed),
                        NOW);
    }
}
