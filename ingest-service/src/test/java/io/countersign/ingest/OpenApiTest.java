package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class OpenApiTest extends RunningIngest {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi", "ingest-service.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Run with {@code -Dcountersign.openapi.rewrite=true} to commit what the service says now. */
    @Test
    void the_committed_description_is_what_the_service_says() throws IOException {
        var said = Objects.requireNonNull(http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());
        var text = JSON.writeValueAsString(sorted(JSON.readTree(said))) + "\n";
        if (Boolean.getBoolean("countersign.openapi.rewrite")) {
            Files.createDirectories(Objects.requireNonNull(COMMITTED.getParent()));
            Files.writeString(COMMITTED, text);
        }

        assertThat(Files.readString(COMMITTED, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(it -> array.add(sorted(it)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = JsonNodeFactory.instance.objectNode();
        node.propertyNames().stream().sorted().forEach(name -> object.set(name, sorted(node.get(name))));
        return object;
    }
}
