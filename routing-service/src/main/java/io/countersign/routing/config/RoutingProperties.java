package io.countersign.routing.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set.
 *
 * @param policy name of the policy whose active version routes
 * @param drawKey the secret under which audit draws are made, at least 32 characters
 * @param drawKeyId names the secret in the record of each draw, so that old draws stay reproducible when it changes
 */
@ConfigurationProperties("countersign.routing")
record RoutingProperties(
        @DefaultValue("default") String policy,
        @DefaultValue("") String drawKey,
        @DefaultValue("k1") String drawKeyId) {

    RoutingProperties {
        DrawKey.mustBeSecret(drawKey);
    }

    /** Without the secret: nothing that prints settings may print it. */
    @Override
    public String toString() {
        return "RoutingProperties[policy=" + policy + ", drawKeyId=" + drawKeyId + "]";
    }
}
