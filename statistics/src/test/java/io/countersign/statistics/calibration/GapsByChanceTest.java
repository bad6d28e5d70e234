package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GapsByChanceTest {

    @Test
    void one_slice_of_single_cases_has_the_error_of_a_mean() {
        ScoredCases cases = ScoredCases.of(
                new double[] {0.8, 0.8, 0.8, 0.8, 0.8, 0.8}, new boolean[] {true, false, true, false, true, true});
        int[] all = IntStream.range(0, 6).toArray();
        // Two thirds are right: six times the mean square around that, over six times six.
        double error = Math.sqrt(2.0 / 3 * (1.0 / 3) / 6);

        GapsByChance chance = GapsByChance.of(cases, List.of(all), all);

        assertThat(chance.within(0, 0.95)).isCloseTo(1.959964 * error, within(1e-6));
        assertThat(chance.largestWithin(new int[] {0}, 0.95, 20_000, 1)).isCloseTo(1.96 * error, within(0.05 * error));
    }

    @Test
    void of_many_slices_some_look_farther_off_than_each_alone() {
        ScoredCases cases = Simulated.cases(4000, p -> p, 1);
        List<int[]> slices = tenths(4000);

        GapsByChance chance =
                GapsByChance.of(cases, slices, IntStream.range(0, 4000).toArray());

        double widest = IntStream.range(0, 10)
                .mapToDouble(s -> chance.within(s, 0.95))
                .max()
                .orElseThrow();
        assertThat(chance.largestWithin(IntStream.range(0, 10).toArray(), 0.95, 2_000, 1))
                .isBetween(1.2 * widest, 1.6 * widest);
        assertThat(chance.largestWithin(new int[] {3}, 0.95, 2_000, 1)).isLessThan(1.1 * widest);
    }

    @Test
    void calibrated_scores_go_beyond_it_about_as_often_as_it_says_where_units_are_counted() {
        int beyond = 0;
        int beyondIfCasesCounted = 0;
        for (int run = 0; run < 200; run++) {
            int units = 500;
            var random = new SplittableRandom(run);
            double[] score = new double[3 * units];
            double[] outcome = new double[3 * units];
            int[] unit = new int[3 * units];
            for (int i = 0; i < score.length; i++) {
                unit[i] = i / 3;
                // A unit's three cases share their fate.
                score[i] = i % 3 == 0 ? 0.5 + 0.5 * random.nextDouble() : score[i - 1];
                outcome[i] = i % 3 > 0 ? outcome[i - 1] : random.nextDouble() < score[i] ? 1 : 0;
            }
            double[] weight = new double[score.length];
            Arrays.fill(weight, 1);
            ScoredCases cases = ScoredCases.of(score, outcome, weight);
            // A slice of whole units, and parts of units, which overlap.
            var slices = new ArrayList<>(tenths(score.length));
            slices.add(IntStream.range(0, score.length).filter(i -> i % 3 == 0).toArray());
            slices.add(IntStream.range(0, score.length).filter(i -> i % 3 < 2).toArray());
            double largest = slices.stream()
                    .mapToDouble(members ->
                            Math.abs(CalibrationError.gap(cases.at(members)).gap()))
                    .max()
                    .orElseThrow();
            int[] all = IntStream.range(0, slices.size()).toArray();
            int[] own = IntStream.range(0, score.length).toArray();
            beyond += largest > GapsByChance.of(cases, slices, unit).largestWithin(all, 0.95, 500, run) ? 1 : 0;
            beyondIfCasesCounted +=
                    largest > GapsByChance.of(cases, slices, own).largestWithin(all, 0.95, 500, run) ? 1 : 0;
        }
        assertThat(beyond).isBetween(2, 22);
        assertThat(beyondIfCasesCounted).isGreaterThan(60);
    }

    @Test
    void a_slice_without_errors_is_not_without_doubt() {
        double[] score = new double[100];
        Arrays.fill(score, 0.99);
        boolean[] right = new boolean[100];
        Arrays.fill(right, true);
        int[] all = IntStream.range(0, 100).toArray();

        assertThat(GapsByChance.of(ScoredCases.of(score, right), List.of(all), all)
                        .within(0, 0.95))
                .isBetween(0.01, 0.04);
    }

    @Test
    void weights_of_another_scale_change_nothing_and_a_slice_of_no_cases_is_refused() {
        ScoredCases cases = Simulated.cases(300, p -> p, 2);
        int[] own = IntStream.range(0, 300).toArray();
        double[] twice = new double[300];
        Arrays.fill(twice, 2);

        assertThat(GapsByChance.of(cases.times(twice), tenths(300), own).within(4, 0.9))
                .isCloseTo(GapsByChance.of(cases, tenths(300), own).within(4, 0.9), within(1e-12));
        assertThatThrownBy(() -> GapsByChance.of(cases, List.of(own, new int[0]), own))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slice 1 has no cases");
    }

    private static List<int[]> tenths(int cases) {
        return IntStream.range(0, 10)
                .mapToObj(s ->
                        IntStream.range(s * cases / 10, (s + 1) * cases / 10).toArray())
                .toList();
    }
}
