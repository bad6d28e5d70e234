package io.countersign.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context, version 00: what ties an event to the one that caused it.
 *
 * @param traceId 32 lower-case hexadecimal digits
 * @param spanId 16 lower-case hexadecimal digits
 * @param flags 2 hexadecimal digits; {@code 01} means sampled
 */
public record TraceParent(String traceId, String spanId, String flags) {

    /** The header's name, on Kafka and over HTTP. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    /** The beginning of a new trace. */
    public static TraceParent fresh() {
        return new TraceParent(hex() + hex(), hex(), "01");
    }

    /** A new span under the trace of these headers; a new trace when they carry none that can be read. */
    public static TraceParent under(Headers headers) {
        var header = headers.lastHeader(HEADER);
        return header == null || header.value() == null
                ? fresh()
                : under(new String(header.value(), StandardCharsets.US_ASCII));
    }

    /** A new span under this trace parent; a new trace when it is absent or cannot be read. */
    public static TraceParent under(@Nullable String traceparent) {
        var form = traceparent == null ? null : FORM.matcher(traceparent);
        return form != null && form.matches() ? new TraceParent(form.group(1), hex(), form.group(3)) : fresh();
    }

    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String hex() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
