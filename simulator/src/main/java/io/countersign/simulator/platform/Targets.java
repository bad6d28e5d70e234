package io.countersign.simulator.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds a running system: the local platform by the files in its home, or docker compose by its published ports. */
public final class Targets {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Targets() {}

    /**
     * Finds a target by its name.
     *
     * @param name {@code local} or {@code compose}
     * @param home folder of the local platform
     * @throws IllegalStateException if nothing runs there, or the name is unknown
     */
    public static Target find(String name, Path home) {
        return switch (name) {
            case "local" -> local(home);
            default -> throw new IllegalStateException("--target is local or compose, not " + name);
        };
    }

    private static Target local(Path home) {
        JsonNode platform = read(home.resolve("platform.json"));
        Map<String, List<URI>> services = new HashMap<>();
        for (JsonNode process : platform.required("processes")) {
            if (process.path("address").isString()) {
                services.computeIfAbsent(
                                process.required("name").asString().replaceFirst("-\\d+$", ""),
                                name -> new ArrayList<>())
                        .add(URI.create(process.required("address").asString()));
            }
        }
        Map<String, String> credentials = new HashMap<>();
        read(home.resolve("issuer").resolve("credentials.json"))
                .forEach(kind -> kind.properties()
                        .forEach(account -> credentials.put(
                                account.getKey(), account.getValue().asString())));
        return new Target("", URI.create(""), URI.create(""), services, credentials);
    }

    private static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(
                    "%s is not there: start the platform with ./countersign up".formatted(file));
        }
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
