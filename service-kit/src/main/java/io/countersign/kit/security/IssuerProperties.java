package io.countersign.kit.security;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are accepted.
 *
 * @param uri the issuer, as tokens name it
 * @param jwkSetUri where its public keys are
 * @param audience whom a token must be meant for
 * @param timeout for fetching the keys
 * @param clockSkew how far its clock may be off
 */
@ConfigurationProperties("countersign.issuer")
public record IssuerProperties(
        String uri,
        URI jwkSetUri,
        @DefaultValue("countersign") String audience,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("5s") Duration clockSkew) {}
