package io.countersign.ingest.deadletter;

/** A dead letter and what was done about it. */
public record StoredDeadLetter(DeadLetter letter, Settlement settlement) {}
