package io.countersign.kit.outbox;

import io.countersign.kit.kafka.TraceParent;
import java.util.function.LongFunction;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event on its way out.
 *
 * @param topic where it goes
 * @param key its key, which also orders it: the case id on lifecycle topics
 * @param body makes the record when given its {@code producerSeq}: 1, 2, 3, … per key and service, without gaps
 * @param trace the trace that it belongs to
 */
public record OutgoingEvent(String topic, String key, LongFunction<? extends SpecificRecord> body, TraceParent trace) {

    /** An event that begins a trace of its own. */
    public OutgoingEvent(String topic, String key, LongFunction<? extends SpecificRecord> body) {
        this(topic, key, body, TraceParent.fresh());
    }
}
