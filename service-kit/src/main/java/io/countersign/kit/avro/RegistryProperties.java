package io.countersign.kit.avro;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the schema registry is.
 *
 * @param url root of its Confluent-compatible API
 * @param timeout for one request and its whole answer
 * @param startTimeout how long a starting service waits for a registry that does not answer
 */
@ConfigurationProperties("countersign.registry")
public record RegistryProperties(
        URI url,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("60s") Duration startTimeout) {}
