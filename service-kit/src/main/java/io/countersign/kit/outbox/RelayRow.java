package io.countersign.kit.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A record that a relay is to send.
 *
 * @param mark what the source needs to find it again: the outbox's {@code seq}, a dirty mark's version
 * @param headers in the form of {@link HeaderBytes}
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
public record RelayRow(long mark, String topic, @Nullable String key, byte @Nullable [] value, byte[] headers) {}
