package io.countersign.ingest.wire;

import io.countersign.ingest.fault.Faults;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows records to whoever mends them, and takes them back. Protected groups are not shown: what comes back without them
 * keeps those of the original.
 */
public final class Mending {

    private static final String GROUPS = "groups";

    private Mending() {}

    /** The compiled class of a schema of ours. */
    public static Class<? extends SpecificRecord> typeOf(Schema schema) {
        return SpecificData.get().getClass(schema).asSubclass(SpecificRecord.class);
    }

    /** The record as a tree for any JSON writer, without protected groups. */
    public static Map<String, Object> shown(SpecificRecord record) {
        var tree = RecordsAsJson.tree(record);
        tree.remove(GROUPS);
        return tree;
    }

    /**
     * The mended record.
     *
     * @param original what was mended; null where it could not be read
     * @return null where {@code faults} has grown
     */
    public static <T extends SpecificRecord> @Nullable T mended(
            JsonNode json, Class<T> type, @Nullable SpecificRecord original, Faults faults) {
        var groups = original == null ? null : original.getSchema().getField(GROUPS);
        if (original == null || groups == null || !(json instanceof ObjectNode object) || object.has(GROUPS)) {
            return JsonRecords.read(json, type, "mended", faults);
        }
        var whole = object.deepCopy();
        var kept = whole.putObject(GROUPS);
        if (original.get(groups.pos()) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> kept.put(String.valueOf(name), String.valueOf(value)));
        }
        return JsonRecords.read(whole, type, "mended", faults);
    }
}
