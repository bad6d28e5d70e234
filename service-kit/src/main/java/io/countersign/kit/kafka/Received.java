package io.countersign.kit.kafka;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A decoded record as it came from Kafka.
 *
 * @param value the record
 * @param key its key; the case id on lifecycle topics
 * @param timestamp the time that Kafka has for it
 * @param bytes its value as it came, in wire format
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
public record Received<T>(
        T value,
        @Nullable String key,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        Headers headers,
        byte[] bytes) {

    /** The same record with another value: made into something of the caller's own, or narrowed to its type. */
    public <S> Received<S> with(S other) {
        return new Received<>(other, key, topic, partition, offset, timestamp, headers, bytes);
    }

    /** A trace parent for what this record causes. */
    public TraceParent trace() {
        return TraceParent.under(headers);
    }
}
