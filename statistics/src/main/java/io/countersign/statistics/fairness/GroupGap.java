package io.countersign.statistics.fairness;

import io.countersign.statistics.Estimate;

/**
 * How much more often the event happens in one group than in another among alike cases.
 *
 * @param group the group
 * @param reference the group it is compared with
 * @param gap rate of the group minus rate of the reference within strata that hold both, averaged by the strata's weight
 *     of both groups; NaN when no stratum holds both
 */
public record GroupGap(String group, String reference, Estimate gap) {

    /** Whether the interval of the gap leaves out zero. */
    public boolean isClear() {
        return gap.low() > 0 || gap.high() < 0;
    }
}
