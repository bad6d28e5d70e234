package io.countersign.statistics.fairness;

import io.countersign.statistics.Estimate;

/**
 * How often the event happened in a group.
 *
 * @param group the protected group
 * @param cases its weight of cases
 * @param rate as it is, with an interval
 * @param alikeRate what the rate would be if the group's cases were spread over the strata as all cases are, with an
 *     interval; strata without a case of the group are left out of it
 */
public record GroupRate(String group, double cases, Estimate rate, Estimate alikeRate) {}
