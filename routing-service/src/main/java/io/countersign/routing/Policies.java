package io.countersign.routing;

import io.countersign.routing.policy.CompiledPolicy.Valid;
import io.countersign.routing.policy.Policy;
import io.countersign.routing.policy.PublishedPolicy;
import io.countersign.routing.policy.PublishedPolicy.Pointer;
import io.countersign.routing.policy.PublishedPolicy.Version;
import io.countersign.routing.route.PolicyInForce;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The policies that were published, and which of them is in force. */
public final class Policies implements RoutePredictions.PolicySource {

    private final String name;
    private final Map<String, PublishedPolicy> published;
    private final Predicate<Instant> confirmed;
    private volatile @Nullable Policy lastGood;

    /**
     * Follows one name.
     *
     * @param name the policy whose pointer this deployment follows
     * @param published a view by key that changes as policies are published
     * @param confirmed whether, at that time, the view was lately seen to hold everything
     */
    public Policies(String name, Map<String, PublishedPolicy> published, Predicate<Instant> confirmed) {
        this.name = name;
        this.published = published;
        this.confirmed = confirmed;
    }

    @Override
    public PolicyInForce inForce(Instant now) {
        Version active = active().orElse(null);
        if (active != null && active.compiled() instanceof Valid(Policy policy)) {
            lastGood = policy;
            return new PolicyInForce(policy, confirmed.test(now));
        }
        // Better the last one than none; but nothing is left to the machine on its word.
        Policy fallback = lastGood;
        if (fallback == null) {
            throw new NoPolicyException("No policy named " + name + " is active and able to route: has setup run?");
        }
        return new PolicyInForce(fallback, false);
    }

    /** The version that the pointer names; empty where there is no pointer, or not yet the version. */
    public Optional<Version> active() {
        return published.get(name) instanceof Pointer pointer
                ? find(pointer.active().name(), pointer.active().version())
                : Optional.empty();
    }

    /** Whether the view was lately seen to hold everything. */
    public boolean areConfirmed(Instant now) {
        return confirmed.test(now);
    }

    /** One version. */
    public Optional<Version> find(String policy, int version) {
        return published.get(new Policy.Id(policy, version).key()) instanceof Version found
                ? Optional.of(found)
                : Optional.empty();
    }

    /** Every version, by name and then newest first. */
    public List<Version> versions() {
        return published.values().stream()
                .filter(Version.class::isInstance)
                .map(Version.class::cast)
                .sorted(Comparator.comparing((Version each) -> each.id().name())
                        .thenComparing(each -> each.id().version(), Comparator.reverseOrder()))
                .toList();
    }
}
