package io.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service sets beside the import of the shared settings would have no effect where they say otherwise. */
class ServiceSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"ingest-service", "routing-service", "review-service", "feedback-service"})
    void theDocumentThatImportsTheSharedSettingsHoldsNothingElse(String service) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", service, "src/main/resources/application.yaml"));

        assertThat(lines.stream().takeWhile(line -> !line.equals("---")))
                .containsExactly(
                        "spring:",
                        "  application.name: " + service,
                        "  config.import: classpath:countersign-service.yaml");
    }
}
