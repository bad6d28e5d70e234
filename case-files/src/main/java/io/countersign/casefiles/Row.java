package io.countersign.casefiles;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row by our column names, empty values left out, with what is needed to say where a value is wrong. */
record Row(Path file, long line, Map<String, String> values, ColumnMapping mapping) {

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw wrong(name, "missing");
        }
        return value;
    }

    @Nullable
    String textOrNull(String name) {
        return values.get(name);
    }

    String textOr(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    double share(String name) {
        return present(name, shareOrNull(name));
    }

    double number(String name) {
        return present(name, numberOrNull(name));
    }

    @Nullable
    Double shareOrNull(String name) {
        Double value = numberOrNull(name);
        if (value != null && (value < 0 || value > 1)) {
            throw wrong(name, "'" + values.get(name) + "' is not between 0 and 1");
        }
        return value;
    }

    @Nullable
    Double numberOrNull(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw notANumber(name, text);
        }
        throw notANumber(name, text);
    }

    @Nullable
    Instant instantOrNull(String name) {
        String text = values.get(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(name, "'" + text + "' is not an ISO 8601 time in UTC, such as 2026-01-05T08:00:00Z");
        }
    }

    private double present(String name, @Nullable Double value) {
        if (value == null) {
            throw wrong(name, "missing");
        }
        return value;
    }

    CaseFileException wrong(String name, String problem) {
        return new CaseFileException(file, line, mapping.theirName(name), problem);
    }

    private CaseFileException notANumber(String name, String text) {
        return wrong(name, "'" + text + "' is not a number");
    }
}
