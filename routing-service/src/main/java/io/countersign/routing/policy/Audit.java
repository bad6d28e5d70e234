package io.countersign.routing.policy;

/**
 * Random draws from the automatic lane.
 *
 * @param rate probability that an automatic case is looked at, above 0 and at most 1
 * @param desk where it then waits
 */
public record Audit(double rate, Desk desk) {}
