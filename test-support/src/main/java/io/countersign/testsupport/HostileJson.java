package io.countersign.testsupport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests that went wrong: each is a good one with something broken in it, in its values, its names, its text or its
 * bytes. The same seed gives the same requests.
 */
public final class HostileJson {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HERE = "-here-";
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "0.5",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "NaN",
            "-Infinity",
            "\"NaN\"",
            "\"Infinity\"",
            "2147483648",
            "9223372036854775808",
            "9".repeat(900),
            "9".repeat(1_100),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00a\"",
            "\"\\u202e\\u0007\"",
            "\"'; DROP TABLE outbox; --\"",
            "\"" + "x".repeat(300) + "\"",
            "\"" + "\\u0000".repeat(6_000) + "\"",
            "\"" + "ä".repeat(300_000) + "\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"2026-13-45T99:00:00Z\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[\"a\", \"a\"]",
            "[\"\\ud800\"]",
            "[\"\\u0000\", \"\\u0000\"]",
            "{\"\": 1}",
            "{\"\\ud800\": 1}",
            "{\"\\u0000\": \"\\u0000\"}",
            "{\"a\": {\"b\": [1, {}]}}",
            "{\"a\": 1, \"a\": 2}",
            "[" + "null,".repeat(2_000) + "null]",
            "[".repeat(400) + "]".repeat(400),
            "[".repeat(5_000),
            "{\"a\":".repeat(400) + "1" + "}".repeat(400));
    private static final List<String> NAMES = List.of(
            "unknown",
            "",
            " ",
            "\\ud800",
            "\\u0000",
            "a.b[0]",
            "__proto__",
            "$ref",
            "x".repeat(3_000),
            "\\u0000".repeat(500));
    private static final List<byte[]> BYTES = List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf8, (byte) 0x88, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            new byte[] {(byte) 0xe4},
            new byte[] {0},
            new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});

    private final Random random;

    public HostileJson(long seed) {
        this.random = new Random(seed);
    }

    /** The next one, out of this good one. */
    public byte[] next(String good) {
        return switch (random.nextInt(10)) {
            case 0 -> cut(good);
            case 1 -> withBytes(good);
            case 2 -> good.getBytes(random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE);
            case 3 -> withName(good).getBytes(StandardCharsets.UTF_8);
            case 4 -> one(VALUES).getBytes(StandardCharsets.UTF_8);
            default -> withValue(good).getBytes(StandardCharsets.UTF_8);
        };
    }

    private String withName(String good) {
        return "{\"" + one(NAMES) + "\": " + one(VALUES) + ", " + good.substring(1);
    }

    private String withValue(String good) {
        var tree = JSON.readTree(good);
        var places = new ArrayList<Runnable>();
        collect(tree, places);
        if (places.isEmpty()) {
            return one(VALUES);
        }
        one(places).run();
        return JSON.writeValueAsString(tree).replace("\"" + HERE + "\"", one(VALUES));
    }

    /** Every place where a value stands, as what puts the hostile one there, or takes it away. */
    private void collect(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> {
                places.add(() -> object.put(name, HERE));
                places.add(() -> object.remove(name));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int place = i;
                places.add(() -> array.set(place, HERE));
            }
        }
        node.forEach(child -> collect(child, places));
    }

    private byte[] cut(String good) {
        var bytes = good.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    private byte[] withBytes(String good) {
        var bytes = good.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length + 1);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(one(BYTES));
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
