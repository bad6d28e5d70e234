package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The committed description of the HTTP API is what the service serves. After a change that is meant, delete the file and
 * run this test: it writes the new one.
 */
class OpenApiTest extends DeskTest {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi", "review-service.json");
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    @Test
    void theCommittedDescriptionIsWhatTheServiceServes() throws IOException {
        var served = served();
        if (Files.notExists(COMMITTED)) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, served);
        }

        assertThat(Files.readString(COMMITTED)).isEqualTo(served);
    }

    /** Without the address, which differs from run to run. */
    private String served() {
        var answer = call(HttpMethod.GET, "/v3/api-docs", leadToken(), null);
        assertThat(answer.status()).isEqualTo(200);
        @SuppressWarnings("unchecked")
        Map<String, Object> description = SORTED.treeToValue(answer.body(), Map.class);
        description.remove("servers");
        return SORTED.writeValueAsString(description) + "\n";
    }
}
