package io.countersign.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * One endpoint.
 *
 * @param service short name of the service
 * @param method upper case
 * @param path with placeholders
 */
record Endpoint(String service, String method, String path) {

    static final List<String> SERVICES = List.of("ingest", "routing", "review", "feedback");

    private static final Path DOCS = Path.of("..", "docs");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final String PEOPLE_ONLY = " (people only)";

    /** What docs/access.md says of an endpoint. */
    record Access(Endpoint endpoint, List<String> roles, boolean peopleOnly) {}

    /** Every endpoint that the committed OpenAPI descriptions have. */
    static List<Endpoint> described() throws IOException {
        Stream<Endpoint> endpoints = Stream.empty();
        for (String service : SERVICES) {
            String description = Files.readString(DOCS.resolve("openapi").resolve(service + "-service.json"));
            endpoints = Stream.concat(
                    endpoints,
                    JsonMapper.shared().readTree(description).required("paths").properties().stream()
                            .flatMap(path -> path.getValue()
                                    .propertyStream()
                                    .map(operation -> operation.getKey())
                                    .filter(METHODS::contains)
                                    .map(method ->
                                            new Endpoint(service, method.toUpperCase(Locale.ROOT), path.getKey()))));
        }
        return endpoints.toList();
    }

    /** Every endpoint that docs/access.md has. */
    static List<Access> listed() throws IOException {
        return Files.readAllLines(DOCS.resolve("access.md")).stream()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .filter(cells -> cells.size() == 5 && SERVICES.contains(cells.get(1)))
                .map(cells -> access(cells.get(1), cells.get(2), cells.get(3).replace("`", ""), cells.get(4)))
                .toList();
    }

    private static Access access(String service, String method, String path, String roles) {
        return new Access(
                new Endpoint(service, method, path),
                List.of(roles.replace(PEOPLE_ONLY, "").split(", ")),
                roles.endsWith(PEOPLE_ONLY));
    }

    /** The path with something in place of its placeholders. */
    String filled() {
        return path.replaceAll("\\{\\w+}", "none");
    }
}
