package io.countersign.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest extends RunningFeedback {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi", "feedback-service.json");
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** Run with {@code -Dcountersign.openapi.rewrite=true} to commit what the service says now. */
    @Test
    void the_committed_description_is_what_the_service_says() throws IOException {
        var said = said();
        if (Boolean.getBoolean("countersign.openapi.rewrite")) {
            Files.writeString(COMMITTED, said);
        }

        assertThat(Files.readString(COMMITTED)).isEqualTo(said);
    }

    /** Without the address, which differs from run to run. */
    private String said() {
        var answer = get("/v3/api-docs");
        assertThat(answer.status()).isEqualTo(200);
        @SuppressWarnings("unchecked")
        Map<String, Object> description = SORTED.treeToValue(answer.body(), Map.class);
        description.remove("servers");
        return SORTED.writeValueAsString(description) + "\n";
    }
}
