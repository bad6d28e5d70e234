package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReliabilityByUnitsTest {

    @Test
    void cases_that_are_units_of_their_own_have_the_intervals_of_independent_cases() {
        ScoredCases cases = Simulated.cases(3000, p -> p, 4);

        List<ReliabilityCurve.Bin> alone = ReliabilityCurve.equalMass(cases, 15);
        List<ReliabilityCurve.Bin> byUnits =
                ReliabilityCurve.equalMass(cases, 15, IntStream.range(0, 3000).toArray());

        assertThat(byUnits).zipSatisfy(alone, (unit, one) -> {
            assertThat(unit.accuracy()).isEqualTo(one.accuracy());
            assertThat(unit.confidence()).isEqualTo(one.confidence());
            assertThat(unit.weight()).isEqualTo(one.weight());
            assertThat(unit.interval().low()).isCloseTo(one.interval().low(), within(0.01));
            assertThat(unit.interval().high()).isCloseTo(one.interval().high(), within(0.01));
        });
    }

    @Test
    void units_that_are_right_or_wrong_as_a_whole_have_the_intervals_of_as_many_cases() {
        // 300 units of ten alike cases tell as much as 300 cases.
        ScoredCases once = Simulated.cases(300, p -> p, 5);
        int[] unit = IntStream.range(0, 3000).map(i -> i / 10).toArray();
        ScoredCases alike = ScoredCases.of(
                IntStream.of(unit).mapToDouble(once::score).toArray(),
                IntStream.of(unit).mapToDouble(once::outcome).toArray(),
                IntStream.of(unit).mapToDouble(once::weight).toArray());

        List<ReliabilityCurve.Bin> single = ReliabilityCurve.equalMass(once, 5);
        List<ReliabilityCurve.Bin> clustered = ReliabilityCurve.equalMass(alike, 5, unit);

        assertThat(clustered).zipSatisfy(single, (many, one) -> {
            double width = many.interval().high() - many.interval().low();
            assertThat(width).isCloseTo(one.interval().high() - one.interval().low(), within(0.015));
        });
        assertThat(ReliabilityCurve.equalMass(alike, 5))
                .zipSatisfy(
                        single,
                        (many, one) -> assertThat(
                                        many.interval().high() - many.interval().low())
                                .isLessThan(0.5
                                        * (one.interval().high()
                                                - one.interval().low())));
    }

    @Test
    void in_units_of_one_luck_the_accuracy_is_covered_about_as_often_as_said() {
        var random = new SplittableRandom(6);
        int covered = 0;
        for (int run = 0; run < 200; run++) {
            double[] score = new double[600];
            boolean[] correct = new boolean[600];
            int[] unit = new int[600];
            double luck = 0;
            for (int i = 0; i < 600; i++) {
                luck = i % 6 == 0 ? random.nextDouble() : luck;
                score[i] = 0.8;
                unit[i] = i / 6;
                correct[i] = luck < 0.8;
            }
            covered += ReliabilityCurve.equalMass(ScoredCases.of(score, correct), 1, unit)
                            .getFirst()
                            .interval()
                            .covers(0.8)
                    ? 1
                    : 0;
        }
        assertThat(covered).isBetween(180, 198);
    }

    @Test
    void each_case_needs_a_unit() {
        ScoredCases cases = Simulated.cases(10, p -> p, 7);

        assertThatThrownBy(() -> ReliabilityCurve.equalMass(cases, 2, new int[3]))
                .hasMessageContaining("3 units for 10 cases");
    }
}
