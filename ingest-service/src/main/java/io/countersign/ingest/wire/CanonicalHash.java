package io.countersign.ingest.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over one canonical encoding of a record, so that equal content has equal hashes whoever wrote it and by
 * whichever schema. Fields and map entries stand in the order of their names, each with its name and the length or type
 * of its value; strings are UTF-8, numbers are IEEE 754 doubles (-0.0 as 0.0), instants are milliseconds. What is missing,
 * false or empty is left out, so a field that a later schema adds changes no hash until somebody fills it.
 */
final class CanonicalHash {

    private CanonicalHash() {}

    /** 64 lower-case hexadecimal digits. */
    static String of(SpecificRecord record) {
        return hash(record);
    }

    /** The hash of several values in their order: records, maps, strings, or null. */
    static String ofAll(Collection<? extends @Nullable Object> values) {
        return hash(values);
    }

    private static String hash(Object value) {
        var bytes = new ByteArrayOutputStream(1024);
        try (var out = new DataOutputStream(bytes)) {
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(sha256().digest(bytes.toByteArray()));
    }

    private static void write(@Nullable Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case null -> out.writeByte('0');
            case SpecificRecord record -> fields(record, out);
            case Map<?, ?> map -> entries(map, out);
            case Collection<?> list -> elements(list, out);
            case String text -> text(text, out);
            case Instant at -> number('t', at.toEpochMilli(), out);
            case Boolean flag -> out.writeByte(flag ? '+' : '-');
            case Integer number -> number('i', number, out);
            case Long number -> number('i', number, out);
            case Number number -> number('d', Double.doubleToLongBits(number.doubleValue() + 0.0), out);
            default -> throw new IllegalArgumentException("No canonical form of " + value.getClass());
        }
    }

    private static void fields(SpecificRecord record, DataOutputStream out) throws IOException {
        var present = new TreeMap<String, Object>();
        for (Schema.Field field : record.getSchema().getFields()) {
            var value = record.get(field.pos());
            if (value != null && !isBlank(value)) {
                present.put(field.name(), value);
            }
        }
        entries(present, out);
    }

    private static boolean isBlank(Object value) {
        return Boolean.FALSE.equals(value)
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    private static void entries(Map<?, ?> map, DataOutputStream out) throws IOException {
        out.writeByte('{');
        out.writeInt(map.size());
        for (var entry : new TreeMap<>(map).entrySet()) {
            text(String.valueOf(entry.getKey()), out);
            write(entry.getValue(), out);
        }
    }

    private static void elements(Collection<?> list, DataOutputStream out) throws IOException {
        out.writeByte('[');
        out.writeInt(list.size());
        for (var element : list) {
            write(element, out);
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte('s');
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void number(char type, long bits, DataOutputStream out) throws IOException {
        out.writeByte(type);
        out.writeLong(bits);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
