package io.countersign.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private static final Path COMMITTED = Path.of("asyncapi.yaml");

    @Test
    void the_committed_document_says_what_the_catalogue_says() throws IOException {
        String rendered = AsyncApiDocument.of(TopicCatalogue.all(), AsyncApiTest::newestRelease);
        if (Boolean.getBoolean("asyncapi.write")) {
            Files.writeString(COMMITTED, rendered);
        }
        assertThat(COMMITTED)
                .as("render it with -Dasyncapi.write=true and commit it")
                .hasContent(rendered);
    }

    private static int newestRelease(Topic topic) {
        String[] files = Path.of("released", topic.subject()).toFile().list();
        return Objects.requireNonNull(files, topic.name()).length;
    }
}
