package io.countersign.casefiles;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of a JSON Lines file: one flat object a line, with the same names as the columns of a CSV file. */
final class JsonLinesRows implements RowSource {
    private final Path file;
    private final BufferedReader reader;
    private final ColumnMapping mapping;
    private final JsonMapper json = JsonMapper.shared();
    private long line;

    JsonLinesRows(Path file, BufferedReader reader, ColumnMapping mapping) {
        this.file = file;
        this.reader = reader;
        this.mapping = mapping;
    }

    @Override
    public @Nullable Row next() throws IOException {
        String text;
        do {
            text = reader.readLine();
            line++;
            if (text == null) {
                return null;
            }
        } while (text.isBlank());
        return row(object(text));
    }

    private JsonNode object(String text) {
        try {
            JsonNode node = json.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new CaseFileException(file, line, null, "is not JSON: " + e.getOriginalMessage());
        }
        throw new CaseFileException(file, line, null, "is not a JSON object");
    }

    private Row row(JsonNode object) {
        var values = new LinkedHashMap<String, String>();
        object.properties().forEach(field -> {
            if (field.getValue().isContainer()) {
                throw new CaseFileException(file, line, field.getKey(), "must be a text, a number or null");
            }
            String value = field.getValue().isNull() ? "" : field.getValue().asString();
            if (!value.isEmpty()) {
                values.put(mapping.ourName(field.getKey()), value);
            }
        });
        return new Row(file, line, values, mapping);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
