package io.countersign.platform.topic;

import io.countersign.platform.home.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Avro as JSON for people: instants in ISO 8601, bytes in Base64, unions without their type's name. */
final class AvroJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AvroJson() {}

    static JsonNode of(@Nullable Object value, Schema schema) {
        return switch (value) {
            case null -> NODES.nullNode();
            case GenericRecord inner -> record(inner);
            case Collection<?> values -> array(values, schema);
            case Map<?, ?> entries -> map(entries, schema);
            case GenericFixed fixed -> NODES.stringNode(Base64.getEncoder().encodeToString(fixed.bytes()));
            case ByteBuffer bytes -> bytes(bytes);
            case Long number -> number(number, schema);
            case Integer number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Boolean flag -> NODES.booleanNode(flag);
            default -> NODES.stringNode(value.toString());
        };
    }

    private static JsonNode record(GenericRecord value) {
        ObjectNode object = Json.COMPACT.createObjectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            object.set(field.name(), of(value.get(field.pos()), branch(value.get(field.pos()), field.schema())));
        }
        return object;
    }

    private static JsonNode array(Collection<?> values, Schema schema) {
        ArrayNode array = Json.COMPACT.createArrayNode();
        values.forEach(value -> array.add(of(value, branch(value, schema.getElementType()))));
        return array;
    }

    private static JsonNode map(Map<?, ?> entries, Schema schema) {
        ObjectNode object = Json.COMPACT.createObjectNode();
        entries.forEach((key, value) ->
                object.set(String.valueOf(key), of(value, branch(value, schema.getValueType()))));
        return object;
    }

    private static JsonNode bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return NODES.stringNode(Base64.getEncoder().encodeToString(copy));
    }

    private static JsonNode number(long value, Schema schema) {
        LogicalType type = schema.getLogicalType();
        return switch (type) {
            case LogicalTypes.TimestampMillis _ ->
                NODES.stringNode(Instant.ofEpochMilli(value).toString());
            case LogicalTypes.TimestampMicros _ ->
                NODES.stringNode(
                        Instant.ofEpochSecond(Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1000)
                                .toString());
            case null, default -> NODES.numberNode(value);
        };
    }

    private static Schema branch(@Nullable Object value, Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value)) : schema;
    }
}
