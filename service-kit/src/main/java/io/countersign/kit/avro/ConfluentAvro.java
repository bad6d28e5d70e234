package io.countersign.kit.avro;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Reads Confluent's own property names, so that a client can swap these classes for Confluent's and change nothing else. */
final class ConfluentAvro {

    private static final String URL = "schema.registry.url";

    private ConfluentAvro() {}

    static AvroWire configured(Map<String, ?> properties) {
        if (!(properties.get(URL) instanceof CharSequence url)) {
            throw new ConfigException(URL, properties.get(URL), "must be the address of a schema registry");
        }
        mustBeOff(properties, "auto.register.schemas");
        mustBeOff(properties, "use.latest.version");
        var retry = Retry.of(
                "registry",
                RetryConfig.custom()
                        .maxAttempts(3)
                        .intervalFunction(IntervalFunction.ofExponentialBackoff(Duration.ofMillis(200)))
                        .retryExceptions(RegistryUnavailableException.class)
                        .build());
        return new AvroWire(new HttpSchemaRegistry(
                URI.create(url.toString()), Duration.ofSeconds(2), retry, CircuitBreaker.ofDefaults("registry")));
    }

    private static void mustBeOff(Map<String, ?> properties, String name) {
        if (Boolean.parseBoolean(String.valueOf(properties.get(name)))) {
            throw new ConfigException(
                    name, true, "schemas are registered by platform-setup alone, and written exactly");
        }
    }
}
