package io.countersign.statistics.fairness;

import io.countersign.statistics.resampling.UnitResampling;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares protected groups: rates as they are, and among alike cases by direct standardisation over strata (Kitagawa
 * 1955), which leaves the difference that the mix of cases does not explain. Intervals come from resampling whole units; they
 * are as wide as the units of the group make them, or of the smaller group for a gap, and with a single unit they tell nothing.
 *
 * <p>Assumes that units are independent and that strata are made without the event. A gap among alike cases is a question
 * to ask, not a proof of unfairness: what is alike is the caller's choice.
 */
public final class GroupRates {

    private final List<GroupCase> cases;
    private final Strata strata;
    private final UnitResampling resampling;
    private final double confidence;

    private GroupRates(List<GroupCase> cases, double confidence, int resamples, long seed) {
        this.cases = cases;
        this.strata = new Strata(cases);
        this.resampling = UnitResampling.of(cases.stream().map(GroupCase::unit).toList(), resamples, seed);
        this.confidence = confidence;
    }

    /**
     * Prepares a comparison.
     *
     * @param cases at least one
     * @param confidence of all intervals, each for itself, in (0, 1)
     * @param resamples some hundreds
     */
    public static GroupRates of(List<GroupCase> cases, double confidence, int resamples, long seed) {
        return new GroupRates(List.copyOf(cases), confidence, resamples, seed);
    }

    /** The groups, alphabetically. */
    public List<String> groups() {
        return strata.groups();
    }

    /** The rates of every group, alphabetically. */
    public List<GroupRate> rates() {
        return groups().stream().map(this::rate).toList();
    }

    /**
     * The gap between each group and the reference.
     *
     * @param reference one of the groups, usually the largest
     */
    public List<GroupGap> gaps(String reference) {
        int other = groups().indexOf(reference);
        if (other < 0) {
            throw new IllegalArgumentException("group " + reference + " is not among " + groups());
        }
        return groups().stream()
                .filter(group -> !group.equals(reference))
                .map(group -> gap(group, reference, other))
                .toList();
    }

    /** The largest group. */
    public String largest() {
        return Stream.iterate(0, g -> g + 1)
                .limit(groups().size())
                .max((a, b) -> Double.compare(weight(a), weight(b)))
                .map(groups()::get)
                .orElseThrow();
    }

    private GroupGap gap(String group, String reference, int other) {
        int one = groups().indexOf(group);
        int units = Math.min(unitsAlike(group, reference), unitsAlike(reference, group));
        return new GroupGap(
                group,
                reference,
                resampling
                        .estimate(drawn -> strata.count(drawn).gap(one, other), Math.max(1, units), confidence)
                        .within(-1, 1));
    }

    private GroupRate rate(String group) {
        int g = groups().indexOf(group);
        int units = unitsAlike(group, group);
        return new GroupRate(
                group,
                weight(g),
                resampling
                        .estimate(drawn -> strata.count(drawn).rate(g), units, confidence)
                        .within(0, 1),
                resampling
                        .estimate(drawn -> strata.count(drawn).alikeRate(g), units, confidence)
                        .within(0, 1));
    }

    /** How many units of a group have a case in a stratum that holds the other group too. */
    private int unitsAlike(String group, String other) {
        Set<String> shared = cases.stream()
                .filter(one -> one.group().equals(other))
                .map(GroupCase::stratum)
                .collect(Collectors.toSet());
        return (int) cases.stream()
                .filter(one -> one.group().equals(group) && shared.contains(one.stratum()))
                .map(GroupCase::unit)
                .distinct()
                .count();
    }

    private double weight(int group) {
        return cases.stream()
                .filter(one -> one.group().equals(groups().get(group)))
                .mapToDouble(GroupCase::weight)
                .sum();
    }
}
