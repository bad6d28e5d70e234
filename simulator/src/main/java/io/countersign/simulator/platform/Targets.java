package io.countersign.simulator.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the running local platform by the file that it keeps in its home. */
public final class Targets {

    private static final List<String> SERVICES = List.of("ingest", "routing", "review", "feedback");

    private Targets() {}

    /**
     * The platform of a home.
     *
     * @param home folder of the local platform
     * @throws IllegalStateException if nothing was started there
     */
    public static Target local(Path home) {
        JsonNode addresses = read(home.resolve("platform.json")).required("addresses");
        Map<String, List<URI>> services = new TreeMap<>();
        for (String service : SERVICES) {
            List<URI> instances = new ArrayList<>();
            addresses.properties().forEach(address -> {
                if (address.getKey().matches(service + "(-\\d+)?")) {
                    instances.add(URI.create(address.getValue().asString()));
                }
            });
            services.put(service, instances);
        }
        return new Target(
                addresses.required("kafka").asString(),
                URI.create(addresses.required("registry").asString()),
                URI.create(addresses.required("issuer").asString()),
                services,
                new LauncherTokens(System.getProperty("countersign.launcher", "countersign"), home));
    }

    private static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "%s is not there: start the platform with ./countersign up".formatted(file));
        }
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
