package io.countersign.routing.policy;

import java.time.Duration;
import java.util.List;

/** Who can handle how complex a case. */
public record Tiers(List<Tier> lowestFirst) {

    /**
     * One tier.
     *
     * @param number 0 for the machine alone, then 1, 2, 3 (expert)
     * @param upTo the largest complexity that it handles, 0..1
     * @param due how long its people have
     */
    public record Tier(int number, double upTo, Duration due) {}

    private static final int FIRST_OF_PEOPLE = 1;

    /** The lowest tier of people that reaches the complexity; the first where it is missing (NaN). */
    public int forPeople(double complexity) {
        for (Tier tier : lowestFirst) {
            if (tier.number() >= FIRST_OF_PEOPLE && !(complexity > tier.upTo())) {
                return tier.number();
            }
        }
        return lowestFirst.getLast().number();
    }

    /** How long a tier's people have; the last tier's time where the policy does not define the tier. */
    public Duration due(int number) {
        return lowestFirst.stream()
                .filter(tier -> tier.number() == number)
                .findFirst()
                .orElse(lowestFirst.getLast())
                .due();
    }
}
