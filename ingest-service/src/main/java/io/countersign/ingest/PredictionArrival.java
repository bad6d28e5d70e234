package io.countersign.ingest;

import io.countersign.event.PredictionSubmitted;
import io.countersign.kit.kafka.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * A prediction at the door.
 *
 * @param recordKey the key of the record that it came in; over HTTP the case id
 * @param bytes it in wire format
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
public record PredictionArrival(
        PredictionSubmitted event, @Nullable String recordKey, byte[] bytes, Channel channel, TraceParent trace) {}
