package io.countersign.statistics.fairness;

/**
 * One case as fairness looks at it.
 *
 * @param group the protected group
 * @param stratum what makes cases alike, such as slice and risk band; groups are compared within it. One name for all
 *     compares them as they are
 * @param event whether it happened: routed to a person, overridden, decided wrongly
 * @param weight how many cases it stands for, not negative
 * @param unit its independent unit
 */
public record GroupCase(String group, String stratum, boolean event, double weight, String unit) {}
