package io.countersign.feedback;

/** An event as it came from Kafka: its topic, and its value in wire format. */
@SuppressWarnings("ArrayRecordComponent") // the bytes are handed through, never compared
public record WireEvent(String topic, byte[] value) {}
