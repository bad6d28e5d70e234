package io.countersign.statistics.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupRatesTest {

    @Test
    void a_gap_that_the_mix_of_cases_makes_is_none_among_alike_cases() {
        GroupRates rates = GroupRates.of(draw(4_000, 0, 1), 0.95, 300, 1);

        GroupRate a = rates.rates().get(0);
        GroupRate b = rates.rates().get(1);
        GroupGap gap = rates.gaps("a").getFirst();

        assertThat(b.rate().value() - a.rate().value()).isGreaterThan(0.1);
        assertThat(b.alikeRate().value()).isCloseTo(a.alikeRate().value(), within(0.04));
        assertThat(gap.gap().covers(0)).isTrue();
        assertThat(gap.isClear()).isFalse();
    }

    /**
     * Admissions to the six largest departments of Berkeley in 1973 (Bickel, Hammel and O'Connell 1975), the textbook case of
     * direct standardisation: 45 % of the men and 30 % of the women were admitted, and weighted by the applicants of each
     * department 39 % and 43 % (Freedman, Pisani and Purves, "Statistics", chapter 2).
     */
    @Test
    void berkeleys_admissions_come_out_as_in_the_textbook() {
        int[][] men = {{512, 313}, {353, 207}, {120, 205}, {138, 279}, {53, 138}, {22, 351}};
        int[][] women = {{89, 19}, {17, 8}, {202, 391}, {131, 244}, {94, 299}, {24, 317}};
        List<GroupCase> applicants = new ArrayList<>();
        for (int department = 0; department < men.length; department++) {
            String name = "ABCDEF".substring(department, department + 1);
            applicants.add(new GroupCase("men", name, true, men[department][0], "m" + name + "+"));
            applicants.add(new GroupCase("men", name, false, men[department][1], "m" + name + "-"));
            applicants.add(new GroupCase("women", name, true, women[department][0], "w" + name + "+"));
            applicants.add(new GroupCase("women", name, false, women[department][1], "w" + name + "-"));
        }

        List<GroupRate> rates = GroupRates.of(applicants, 0.95, 20, 1).rates();

        assertThat(rates.get(0).rate().value()).isCloseTo(0.45, within(0.005));
        assertThat(rates.get(1).rate().value()).isCloseTo(0.30, within(0.005));
        assertThat(rates.get(0).alikeRate().value()).isCloseTo(0.39, within(0.005));
        assertThat(rates.get(1).alikeRate().value()).isCloseTo(0.43, within(0.005));
    }

    @Test
    void a_gap_among_alike_cases_is_found_with_its_size() {
        GroupGap gap =
                GroupRates.of(draw(4_000, 0.1, 2), 0.95, 300, 1).gaps("a").getFirst();

        assertThat(gap.isClear()).isTrue();
        assertThat(gap.gap().covers(0.1)).isTrue();
        assertThat(gap.gap().width()).isLessThan(0.12);
    }

    @Test
    void intervals_cover_the_true_gap_as_often_as_they_say() {
        int covered = 0;
        for (int repetition = 0; repetition < 100; repetition++) {
            GroupGap gap = GroupRates.of(draw(400, 0.1, repetition), 0.9, 150, repetition)
                    .gaps("a")
                    .getFirst();
            covered += gap.gap().covers(0.1) ? 1 : 0;
        }

        assertThat(covered).isBetween(80, 97);
    }

    @Test
    void a_group_of_one_unit_has_no_clear_gap_however_many_units_the_others_have() {
        List<GroupCase> cases = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            cases.add(new GroupCase("many", "all", i % 10 == 0, 1, "unit-" + i));
        }
        cases.add(new GroupCase("one", "all", true, 1, "alone"));
        cases.add(new GroupCase("one", "all", true, 1, "alone"));

        GroupRates rates = GroupRates.of(cases, 0.95, 100, 1);
        GroupGap gap = rates.gaps("many").getFirst();

        assertThat(gap.gap().value()).isCloseTo(0.9, within(1e-12));
        assertThat(gap.isClear()).isFalse();
        assertThat(rates.rates().getLast().rate().low()).isZero();
    }

    @Test
    void groups_that_share_no_stratum_cannot_be_compared() {
        List<GroupCase> apart =
                List.of(new GroupCase("a", "night", true, 1, "1"), new GroupCase("b", "day", false, 1, "2"));

        assertThat(GroupRates.of(apart, 0.95, 50, 1).gaps("a").getFirst().gap().value())
                .isNaN();
        assertThatThrownBy(() -> GroupRates.of(apart, 0.95, 50, 1).gaps("c")).hasMessageContaining("[a, b]");
    }

    @Property(tries = 30)
    void a_weight_is_a_repetition(@ForAll @IntRange(min = 4, max = 60) int n, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<GroupCase> weighted = new ArrayList<>();
        List<GroupCase> repeated = new ArrayList<>();
        for (GroupCase drawn : draw(n, 0.1, seed)) {
            int times = random.nextInt(1, 4);
            weighted.add(new GroupCase(drawn.group(), drawn.stratum(), drawn.event(), times, drawn.unit()));
            repeated.addAll(Collections.nCopies(times, drawn));
        }

        List<GroupRate> byWeight = GroupRates.of(weighted, 0.95, 20, 1).rates();
        List<GroupRate> byRepetition = GroupRates.of(repeated, 0.95, 20, 1).rates();

        assertThat(byWeight).zipSatisfy(byRepetition, (a, b) -> {
            assertThat(a.rate().value()).isCloseTo(b.rate().value(), within(1e-9));
            assertThat(a.rate().high()).isCloseTo(b.rate().high(), within(1e-9));
            assertThat(a.alikeRate().value()).isCloseTo(b.alikeRate().value(), within(1e-9));
        });
    }

    @Test
    void the_largest_group_is_the_one_with_most_weight() {
        List<GroupCase> cases = List.of(
                new GroupCase("a", "all", true, 1, "1"),
                new GroupCase("a", "all", true, 1, "2"),
                new GroupCase("b", "all", false, 3, "3"));

        assertThat(GroupRates.of(cases, 0.95, 50, 1).largest()).isEqualTo("b");
    }

    private static List<GroupCase> draw(int n, double gap, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<GroupCase> cases = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean b = random.nextBoolean();
            boolean hard = random.nextDouble() < (b ? 0.7 : 0.3);
            double rate = (hard ? 0.5 : 0.1) + (b ? gap : 0);
            cases.add(new GroupCase(b ? "b" : "a", hard ? "hard" : "easy", random.nextDouble() < rate, 1, "unit-" + i));
        }
        return cases;
    }
}
