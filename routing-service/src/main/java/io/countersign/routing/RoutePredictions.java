package io.countersign.routing;

import io.countersign.routing.route.PolicyInForce;
import io.countersign.routing.route.Prediction;
import io.countersign.routing.route.RoutedCase;
import io.countersign.routing.route.Router;
import io.countersign.routing.route.SignalsOfPrediction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Decides where a batch of cases goes, by one policy and at one time. Nothing is written here: the listener's Kafka
 * transaction holds the batch from poll to commit.
 */
public final class RoutePredictions {

    private final PolicySource policies;
    private final Router router;
    private final Clock clock;

    public RoutePredictions(PolicySource policies, Router router, Clock clock) {
        this.policies = policies;
        this.router = router;
        this.clock = clock;
    }

    /** Where to find the policy that routes. */
    @FunctionalInterface
    public interface PolicySource {

        /**
         * The policy in force.
         *
         * @throws NoPolicyException when there is none yet that can route
         */
        PolicyInForce inForce(Instant now);
    }

    /**
     * The batch's routes, in its order.
     *
     * @throws NoPolicyException when there is no policy yet: the batch must be tried again
     */
    public List<RoutedCase> route(List<Prediction> batch) {
        Instant now = clock.instant();
        PolicyInForce policy = policies.inForce(now);
        return batch.stream().map(prediction -> route(prediction, policy, now)).toList();
    }

    private RoutedCase route(Prediction prediction, PolicyInForce policy, Instant now) {
        // No calibration is published yet: every model version counts as uncalibrated.
        var signals = SignalsOfPrediction.of(prediction, null, now);
        return router.route(prediction, signals, policy, now);
    }
}
