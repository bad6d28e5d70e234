package io.countersign.kit.outbox;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A record on its way out whose bytes are final already. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
public record OutgoingBytes(String topic, @Nullable String key, byte @Nullable [] value, Headers headers) {}
