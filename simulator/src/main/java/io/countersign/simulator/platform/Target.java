package io.countersign.simulator.platform;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A running system: where its parts are and who may come in.
 *
 * @param bootstrapServers Kafka's bootstrap addresses
 * @param registry base address of the registry's Confluent API
 * @param issuer the issuer's address
 * @param services base addresses of the instances of each service, by the service's short name
 * @param tokens gets bearer tokens
 */
public record Target(
        String bootstrapServers, URI registry, URI issuer, Map<String, List<URI>> services, Tokens tokens) {

    public Target {
        services = Map.copyOf(services);
    }

    /**
     * The instances of a service, at least one.
     *
     * @throws IllegalStateException if the system runs none
     */
    public List<URI> instances(String service) {
        List<URI> addresses = services.getOrDefault(service, List.of());
        if (addresses.isEmpty()) {
            throw new IllegalStateException("no %s-service is running".formatted(service));
        }
        return addresses;
    }
}
