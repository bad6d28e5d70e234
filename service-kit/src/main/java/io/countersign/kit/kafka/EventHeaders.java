package io.countersign.kit.kafka;

import io.countersign.kit.ids.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The headers of everything that we produce: CloudEvents in binary mode (Kafka binding 1.0.2) and {@code traceparent}. */
public final class EventHeaders {

    private EventHeaders() {}

    /**
     * Headers for a record: id, time and subject are taken from its fields {@code eventId}, {@code occurredAt} and
     * {@code caseId} where it has them (otherwise a fresh id, no time, and the key).
     *
     * @param topic the topic, which is also the event's type
     * @param key the record's key
     * @param source who says it: a service's name
     */
    public static Headers forEvent(
            String topic, @Nullable String key, IndexedRecord record, String source, TraceParent trace) {
        var id = field(record, "eventId") instanceof CharSequence given ? given.toString() : Ids.next();
        var subject = field(record, "caseId") instanceof CharSequence given ? given.toString() : key;
        var headers = new RecordHeaders()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(id))
                .add("ce_type", bytes(topic))
                .add("ce_source", bytes("/countersign/" + source))
                .add(TraceParent.HEADER, bytes(trace.toString()));
        if (field(record, "occurredAt") instanceof Instant time) {
            headers.add("ce_time", bytes(time.toString()));
        }
        if (subject != null) {
            headers.add("ce_subject", bytes(subject));
        }
        return headers;
    }

    private static @Nullable Object field(IndexedRecord record, String name) {
        var field = record.getSchema().getField(name);
        return field == null ? null : record.get(field.pos());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
