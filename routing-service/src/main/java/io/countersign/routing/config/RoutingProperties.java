package io.countersign.routing.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set.
 *
 * @param policy name of the policy whose active version routes
 * @param drawKey the secret under which audit draws are made, at least 32 characters; null on a developer's machine only
 * @param drawKeyId names the secret in the record of each draw, so that old draws stay reproducible when it changes
 */
@ConfigurationProperties("countersign.routing")
record RoutingProperties(
        @DefaultValue("default") String policy,
        @Nullable String drawKey,
        @DefaultValue("k1") String drawKeyId) {}
