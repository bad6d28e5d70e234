package io.countersign.routing;

import io.countersign.routing.RoutePredictions.PolicySource;
import io.countersign.routing.route.PolicyInForce;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits a moment for a policy that cannot be confirmed: what is held for that is held for a person for good, and after a
 * mere pause of this process, or of the broker, the confirmation is there within a second. It waits once: in an outage
 * that lasts, the first batch finds out for all that follow, until there is a confirmation again.
 */
public final class PatientPolicies implements PolicySource {

    /** Together with the batch itself well within the transaction's time. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final PolicySource policies;
    private final Clock clock;
    private final Pause pause;
    private volatile boolean waitedInVain;

    public PatientPolicies(PolicySource policies, Clock clock, Pause pause) {
        this.policies = policies;
        this.clock = clock;
        this.pause = pause;
    }

    /** Lets time pass on this thread. */
    @FunctionalInterface
    public interface Pause {

        void last(Duration time) throws InterruptedException;
    }

    @Override
    public PolicyInForce inForce(Instant now) {
        PolicyInForce policy = policies.inForce(now);
        if (!policy.confirmed() && !waitedInVain) {
            policy = confirmedBy(now.plus(PATIENCE), policy);
        }
        waitedInVain = !policy.confirmed();
        return policy;
    }

    private PolicyInForce confirmedBy(Instant deadline, PolicyInForce unconfirmed) {
        PolicyInForce policy = unconfirmed;
        for (Instant now = clock.instant(); !policy.confirmed() && now.isBefore(deadline); now = clock.instant()) {
            pause();
            policy = policies.inForce(clock.instant());
        }
        return policy;
    }

    private void pause() {
        try {
            pause.last(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // The batch is read again: to hold its cases because the service ends would be for good.
            throw new IllegalStateException("Interrupted while the policy was being confirmed", e);
        }
    }
}
