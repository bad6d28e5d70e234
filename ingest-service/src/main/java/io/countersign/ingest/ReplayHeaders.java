package io.countersign.ingest;

import io.countersign.ingest.deadletter.DeadLetter;
import io.countersign.kit.kafka.EventHeaders;
import io.countersign.kit.kafka.Replays;
import io.countersign.kit.kafka.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a replay: of what and for whom it is, and what stands on everything that we produce. Its span is in the
 * trace of the record that was set aside, and it has that record's CloudEvents headers, but for those by which a mended record
 * speaks for itself.
 */
final class ReplayHeaders {

    private static final String SERVICE = "ingest-service";
    private static final String CLOUD_EVENTS = "ce_";
    private static final Set<String> OF_THE_RECORD_ITSELF = Set.of("ce_id", "ce_time", "ce_subject");

    private ReplayHeaders() {}

    /** Of a record that goes as it was. */
    static Headers asItWas(DeadLetter letter, @Nullable String key, SpecificRecord record) {
        return of(letter, key, record, Set.of());
    }

    /** Of a record that goes in the place of what was set aside. */
    static Headers mended(DeadLetter letter, @Nullable String key, SpecificRecord record) {
        return of(letter, key, record, OF_THE_RECORD_ITSELF);
    }

    private static Headers of(
            DeadLetter letter, @Nullable String key, SpecificRecord record, Set<String> ofTheRecordItself) {
        var trace = TraceParent.under(letter.headers().get(TraceParent.HEADER));
        var headers = EventHeaders.forEvent(letter.sourceTopic(), key, record, SERVICE, trace);
        letter.headers().forEach((name, value) -> {
            if (name.startsWith(CLOUD_EVENTS) && !ofTheRecordItself.contains(name)) {
                headers.remove(name).add(name, bytes(value));
            }
        });
        headers.add(Replays.OF, bytes(letter.deadLetterId()));
        if (letter.consumer() != null) {
            headers.add(Replays.FOR, bytes(letter.consumer()));
        }
        return headers;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
