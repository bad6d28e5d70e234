package io.countersign.casefiles;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of a JSON Lines file: one flat object a line, with the same names as the columns of a CSV file. A line may leave out
 * any of them, so only the end of the file tells that a mapped name is in none.
 */
final class JsonLinesRows implements RowSource {
    /** A name that stands twice says two things; taking the last would hide one of them. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Path file;
    private final BufferedReader reader;
    private final ColumnMapping mapping;
    private final NavigableSet<String> expected;
    private long line;

    JsonLinesRows(Path file, BufferedReader reader, ColumnMapping mapping) {
        this.file = file;
        this.reader = reader;
        this.mapping = mapping;
        this.expected = new TreeSet<>(mapping.expected());
    }

    @Override
    public @Nullable Row next() throws IOException {
        String text;
        do {
            text = reader.readLine();
            line++;
            if (text == null) {
                requireMapped();
                return null;
            }
        } while (text.isBlank());
        return row(object(text));
    }

    private void requireMapped() {
        if (!expected.isEmpty()) {
            String name = expected.first();
            throw new CaseFileException(
                    file, 0, name, "is in the mapping, as " + mapping.ourName(name) + ", but in no line of the file");
        }
    }

    private JsonNode object(String text) {
        int foreign = text.indexOf(NOT_UTF_8);
        if (foreign >= 0) {
            throw new CaseFileException(
                    file, line, null, "is not UTF-8 at column " + (foreign + 1) + ", which is expected");
        }
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            int column = e.getLocation().getColumnNr();
            throw new CaseFileException(
                    file, line, null, "is not JSON at column " + column + ": " + e.getOriginalMessage());
        }
        throw new CaseFileException(file, line, null, "is not a JSON object");
    }

    private Row row(JsonNode object) {
        var values = new LinkedHashMap<String, String>();
        object.properties().forEach(field -> {
            expected.remove(field.getKey());
            String name = mapping.ourName(field.getKey());
            if (field.getValue().isContainer()) {
                throw new CaseFileException(file, line, field.getKey(), "must be a text, a number or null");
            }
            String value = field.getValue().isNull() ? "" : field.getValue().asString();
            if (name != null && !value.isEmpty()) {
                values.put(name, value);
            }
        });
        return new Row(file, line, values, mapping);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
