package io.countersign.setup;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where to set up, from the environment.
 *
 * @param bootstrapServers {@code SPRING_KAFKA_BOOTSTRAP_SERVERS}: the brokers
 * @param registry {@code COUNTERSIGN_REGISTRY_URL}: root of the registry's Confluent API
 * @param limit {@code COUNTERSIGN_SETUP_TIMEOUT_SECONDS}: how long broker and registry may take to answer; 120 s
 */
record SetupSettings(String bootstrapServers, URI registry, Duration limit) {

    private static final String BROKERS = "SPRING_KAFKA_BOOTSTRAP_SERVERS";
    private static final String REGISTRY = "COUNTERSIGN_REGISTRY_URL";
    private static final String LIMIT = "COUNTERSIGN_SETUP_TIMEOUT_SECONDS";

    /** @throws SetupException naming the variable that is missing or wrong */
    static SetupSettings from(Map<String, String> environment) {
        return new SetupSettings(
                required(environment, BROKERS),
                address(required(environment, REGISTRY)),
                Duration.ofSeconds(seconds(environment.getOrDefault(LIMIT, "120"))));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new SetupException(name + " is not set");
        }
        return value;
    }

    private static URI address(String value) {
        try {
            return URI.create(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
        } catch (IllegalArgumentException wrong) {
            throw new SetupException(REGISTRY + " is not an address: " + value, wrong);
        }
    }

    private static long seconds(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException wrong) {
            throw new SetupException(LIMIT + " is not a number of seconds: " + value, wrong);
        }
    }
}
