package io.countersign.routing;

import io.countersign.routing.route.PolicyInForce;
import io.countersign.routing.route.Prediction;
import io.countersign.routing.route.RoutedCase;
import io.countersign.routing.route.Router;
import io.countersign.routing.route.SignalsOfPrediction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where a batch of cases goes, by one policy and at one time. Nothing is written here: the listener's Kafka
 * transaction holds the batch from poll to commit.
 */
public final class RoutePredictions {

    private static final Logger LOG = LoggerFactory.getLogger(RoutePredictions.class);

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

    /** What became of one prediction. */
    public sealed interface Result {

        /** It was routed. */
        record Routed(RoutedCase routed) implements Result {}

        /** It cannot be routed, whenever it is tried: that is its own fault, or ours, but not the batch's. */
        record Unroutable(String reason) implements Result {}
    }

    /**
     * What became of each prediction of the batch, in its order. One that cannot be routed holds up no other.
     *
     * @throws NoPolicyException when there is no policy yet: the batch must be tried again
     */
    public List<Result> route(List<Prediction> batch) {
        PolicyInForce policy = policies.inForce(clock.instant());
        // Only now: to find the policy may have taken a while, and a caller may wait no longer than that.
        Instant now = clock.instant();
        return batch.stream().map(prediction -> route(prediction, policy, now)).toList();
    }

    private Result route(Prediction prediction, PolicyInForce policy, Instant now) {
        try {
            // No calibration is published yet: every model version counts as uncalibrated.
            var signals = SignalsOfPrediction.of(prediction, null, now);
            return new Result.Routed(router.route(prediction, signals, policy, now));
        } catch (RuntimeException failure) {
            LOG.error("A prediction cannot be routed", failure);
            return new Result.Unroutable("Routing failed: " + failure);
        }
    }
}
