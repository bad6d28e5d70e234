package io.countersign.routing.policy;

import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One rule: where a case goes when its condition is true.
 *
 * @param id unique in the policy
 * @param when the condition
 * @param lane where the case goes
 * @param action what is done in place of the proposed action; null leaves it
 * @param desk where a person waits; null in the automatic lane only
 * @param priority 1 is most urgent
 * @param reason why, in words
 */
public record Rule(
        String id,
        Condition when,
        Lane lane,
        @Nullable String action,
        @Nullable DeskChoice desk,
        int priority,
        String reason) {

    /**
     * Which queue, and what of tier and due time does not follow from the case's complexity.
     *
     * @param tier empty: the lowest that handles the case's complexity
     * @param due null: the tier's
     */
    public record DeskChoice(
            String queue, OptionalInt tier, @Nullable Duration due) {

        Desk resolve(Tiers tiers, double complexity, int priority) {
            int number = tier.orElseGet(() -> tiers.forPeople(complexity));
            return new Desk(queue, priority, number, due == null ? tiers.due(number) : due);
        }
    }
}
