package io.countersign.simulator.report;

/**
 * Whether the platform kept its promise, from the lifecycle topics as a read-committed reader sees them.
 *
 * @param lost cases with any part of their trace missing
 * @param duplicated second routings, second accepted verdicts for a seat, repeated decision revisions
 */
public record Integrity(int lost, int duplicated) {}
