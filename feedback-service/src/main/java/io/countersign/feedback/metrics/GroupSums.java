package io.countersign.feedback.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What is counted of one group of cases.
 *
 * @param routed cases that were routed in the window; candidates' cases are not among them
 * @param audited automatic cases that were drawn for review
 * @param reviewed cases with a verdict, audits not counted
 * @param escalated cases that somebody escalated
 * @param agrees verdicts that agreed, in reviews
 * @param overrides verdicts that overrode, in reviews
 * @param modelAutomatic the model's label in the automatic lane
 * @param modelElsewhere the model's label in the other lanes
 * @param decidedByPeople the decided label where people decided, outside of the automatic lane
 */
public record GroupSums(
        String group,
        long routed,
        long automatic,
        long provisional,
        long review,
        long expert,
        long audited,
        long reviewed,
        long escalated,
        long agrees,
        long overrides,
        Looks modelAutomatic,
        Looks modelElsewhere,
        Looks decidedByPeople,
        Spread queueMillis,
        Spread decideMillis) {

    /** The middle and the ninth tenth; null where there was nothing to measure. */
    public record Spread(@Nullable Double median, @Nullable Double p90) {}
}
