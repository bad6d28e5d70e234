package io.countersign.ingest;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.kit.kafka.TraceParent;
import org.jspecify.annotations.Nullable;

/**
 * An outcome at the door.
 *
 * @param recordKey the key of the record that it came in; over HTTP the case id
 * @param bytes it in wire format
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
public record OutcomeArrival(
        OutcomeSubmitted event, @Nullable String recordKey, byte[] bytes, Channel channel, TraceParent trace) {}
