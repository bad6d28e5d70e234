package io.countersign.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema that was ever released stays readable by, and can read, what is compiled now (FULL_TRANSITIVE). The released
 * texts lie under {@code schemas/released/<subject>/<n>.avsc}; a changed schema is released by running this test with
 * {@code -Dschemas.release=true}, which adds the next file and only then passes.
 */
class SchemaCompatibilityTest {

    private static final Path RELEASED = Path.of("released");

    static List<Topic> topics() {
        return TopicCatalogue.all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void the_compiled_schema_and_every_released_one_read_each_other(Topic topic) {
        for (Path file : releases(topic)) {
            Schema released = parse(file);
            assertReads(topic.schema(), released, file);
            assertReads(released, topic.schema(), file);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void the_newest_release_is_what_is_compiled(Topic topic) throws IOException {
        List<Path> releases = releases(topic);
        String compiled = topic.schema().toString(true) + "\n";
        boolean current =
                !releases.isEmpty() && Files.readString(releases.getLast()).equals(compiled);
        if (!current && Boolean.getBoolean("schemas.release")) {
            // Docs say the same structure better: that is no new version.
            boolean docsOnly = !releases.isEmpty() && parse(releases.getLast()).equals(topic.schema());
            int number = docsOnly ? releases.size() : releases.size() + 1;
            Path file = RELEASED.resolve(topic.subject()).resolve(number + ".avsc");
            Files.createDirectories(file.getParent());
            Files.writeString(file, compiled);
            current = true;
        }
        assertThat(current)
                .as("%s changed: release it with -Dschemas.release=true and commit the file", topic.subject())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_field_is_documented(Topic topic) {
        assertDocumented(topic.schema());
    }

    @Test
    void a_new_field_without_a_default_is_caught() {
        Schema before = record("{\"name\":\"a\",\"type\":\"string\"}");
        Schema after = record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"string\"}");
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(after, before)
                        .getType())
                .isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    private static Schema record(String fields) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
    }

    private static void assertReads(Schema reader, Schema writer, Path file) {
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        assertThat(compatibility.getType())
                .as("against %s: %s", file, compatibility.getResult().getIncompatibilities())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    private static void assertDocumented(Schema schema) {
        switch (schema.getType()) {
            case RECORD ->
                schema.getFields().forEach(field -> {
                    if (field.doc() == null || field.doc().isBlank()) {
                        fail("%s.%s has no doc".formatted(schema.getFullName(), field.name()));
                    }
                    assertDocumented(field.schema());
                });
            case ARRAY -> assertDocumented(schema.getElementType());
            case MAP -> assertDocumented(schema.getValueType());
            case UNION -> schema.getTypes().forEach(SchemaCompatibilityTest::assertDocumented);
            default -> {}
        }
    }

    private static List<Path> releases(Topic topic) {
        Path folder = RELEASED.resolve(topic.subject());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.sorted(Comparator.comparingInt(SchemaCompatibilityTest::number))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().replace(".avsc", ""));
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
