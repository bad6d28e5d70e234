package io.countersign.ingest.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records to plain maps, lists, texts and numbers: the JSON that {@link JsonRecords} reads back. */
public final class RecordsAsJson {

    private RecordsAsJson() {}

    /** The record as a tree for any JSON writer; what is null is left out. */
    public static Map<String, Object> tree(SpecificRecord record) {
        var tree = new LinkedHashMap<String, Object>();
        for (var field : record.getSchema().getFields()) {
            var value = plain(record.get(field.pos()));
            if (value != null) {
                tree.put(field.name(), value);
            }
        }
        return tree;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SpecificRecord record -> tree(record);
            case Instant at -> at.toString();
            case Map<?, ?> map -> {
                var tree = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((key, entry) -> tree.put(String.valueOf(key), plain(entry)));
                yield tree;
            }
            case List<?> list -> {
                var plain = new ArrayList<@Nullable Object>(list.size());
                list.forEach(element -> plain.add(plain(element)));
                yield plain;
            }
            // JSON has no word for them; the reader of the tree sees what it was
            case Double number when !Double.isFinite(number) -> number.toString();
            case Float number when !Float.isFinite(number) -> number.toString();
            default -> value;
        };
    }
}
