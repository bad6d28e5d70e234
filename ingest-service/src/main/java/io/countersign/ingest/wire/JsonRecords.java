package io.countersign.ingest.wire;

import io.countersign.ingest.fault.Faults;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON to records, by the record's schema and strictly: an unknown field, a missing one and a wrong type are each a fault
 * with its path. Instants are ISO 8601 with an offset. A field that is left out takes the schema's default.
 */
public final class JsonRecords {

    /** Stands for a value that is wrong: its fault is on the list, and the record is never used. */
    private static final Object WRONG = new Object();

    private final Faults faults;

    private JsonRecords(Faults faults) {
        this.faults = faults;
    }

    /**
     * The record that the JSON says.
     *
     * @param path the path of the JSON in its document; empty for the whole
     * @return null where {@code faults} has grown
     */
    public static <T extends SpecificRecord> @Nullable T read(
            JsonNode json, Class<T> type, String path, Faults faults) {
        var schema = SpecificData.get().getSchema(type);
        var value = new JsonRecords(faults).value(json, schema, path);
        return faults.none() && type.isInstance(value) ? type.cast(value) : null;
    }

    private @Nullable Object value(JsonNode json, Schema schema, String path) {
        return switch (schema.getType()) {
            case UNION -> json.isNull() ? null : value(json, notNull(schema), path);
            case RECORD -> json.isObject() ? record(json, schema, path) : wrong(path, "an object", json);
            case ARRAY -> json.isArray() ? list(json, schema, path) : wrong(path, "a list", json);
            case MAP -> json.isObject() ? map(json, schema, path) : wrong(path, "an object", json);
            case STRING -> json.isString() ? json.stringValue() : wrong(path, "a text", json);
            case BOOLEAN -> json.isBoolean() ? json.booleanValue() : wrong(path, "true or false", json);
            case INT ->
                json.isIntegralNumber() && json.canConvertToInt()
                        ? json.intValue()
                        : wrong(path, "a whole number", json);
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? instant(json, path)
                        : whole(json, path);
            case FLOAT -> json.isNumber() ? (Object) json.numberValue().floatValue() : wrong(path, "a number", json);
            case DOUBLE -> json.isNumber() ? (Object) json.numberValue().doubleValue() : wrong(path, "a number", json);
            default -> throw new IllegalStateException("No schema of ours has a " + schema.getType());
        };
    }

    private Object whole(JsonNode json, String path) {
        return json.isIntegralNumber() && json.canConvertToLong()
                ? json.longValue()
                : wrong(path, "a whole number", json);
    }

    private Object record(JsonNode json, Schema schema, String path) {
        var record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        var unknown = new HashSet<>(json.propertyNames());
        for (var field : schema.getFields()) {
            unknown.remove(field.name());
            var value = field(json.get(field.name()), field, child(path, field.name()));
            if (value != WRONG) {
                record.put(field.pos(), value);
            }
        }
        unknown.stream().sorted().forEach(name -> faults.add(child(path, name), "is not a field that is known here"));
        return record;
    }

    private @Nullable Object field(@Nullable JsonNode json, Schema.Field field, String path) {
        if (json != null) {
            return value(json, field.schema(), path);
        }
        if (field.hasDefaultValue()) {
            return SpecificData.get()
                    .deepCopy(field.schema(), SpecificData.get().getDefaultValue(field));
        }
        faults.add(path, "must not be missing");
        return WRONG;
    }

    private Object list(JsonNode json, Schema schema, String path) {
        List<@Nullable Object> list = new ArrayList<>();
        for (var element : json) {
            list.add(value(element, schema.getElementType(), path + "[" + list.size() + "]"));
        }
        return list;
    }

    private Object map(JsonNode json, Schema schema, String path) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> map.put(
                        entry.getKey(), value(entry.getValue(), schema.getValueType(), child(path, entry.getKey()))));
        return map;
    }

    private Object instant(JsonNode json, String path) {
        if (!json.isString()) {
            return wrong(path, "a time such as 2026-01-05T08:00:00Z", json);
        }
        try {
            return Instant.ofEpochMilli(
                    OffsetDateTime.parse(json.stringValue()).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            faults.add(path, "must be a time such as 2026-01-05T08:00:00Z");
            return WRONG;
        }
    }

    private Object wrong(String path, String expected, JsonNode json) {
        faults.add(
                path,
                "must be " + expected + ", was "
                        + (json.isNumber()
                                ? "the number " + shown(json)
                                : json.getNodeType().name().toLowerCase(Locale.ROOT)));
        return WRONG;
    }

    private static String shown(JsonNode json) {
        var text = json.asString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static Schema notNull(Schema union) {
        return union.getTypes().stream()
                .filter(it -> it.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
