package io.countersign.routing.route;

import io.countersign.routing.policy.Policy;

/**
 * The policy that routes.
 *
 * @param confirmed whether it was confirmed, within the last seconds, to be the newest
 */
public record PolicyInForce(Policy policy, boolean confirmed) {}
