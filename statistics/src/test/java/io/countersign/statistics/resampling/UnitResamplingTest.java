package io.countersign.statistics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Estimate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnitResamplingTest {

    @Test
    void the_interval_of_a_mean_is_as_wide_as_theory_says() {
        double[] values = new SplittableRandom(1).doubles(400).toArray();

        Estimate mean = UnitResampling.of(ownUnits(400), 2_000, 7).estimate(mean(values), 0.95);

        double theory = 2 * 1.96 * Math.sqrt(1 / 12.0 / 400);
        assertThat(mean.width()).isCloseTo(theory, within(0.1 * theory));
    }

    @Test
    void copies_of_a_case_in_one_unit_narrow_nothing() {
        double[] values = new SplittableRandom(1).doubles(100).toArray();
        double[] fourTimes =
                IntStream.range(0, 400).mapToDouble(i -> values[i / 4]).toArray();
        List<String> units =
                IntStream.range(0, 400).mapToObj(i -> "unit-" + i / 4).toList();

        Estimate once = UnitResampling.of(ownUnits(100), 500, 7).estimate(mean(values), 0.95);
        Estimate copied = UnitResampling.of(units, 500, 7).estimate(mean(fourTimes), 0.95);

        assertThat(copied.low()).isCloseTo(once.low(), within(1e-12));
        assertThat(copied.high()).isCloseTo(once.high(), within(1e-12));
    }

    @Test
    void intervals_cover_the_truth_as_often_as_they_say() {
        int covered = 0;
        for (int repetition = 0; repetition < 300; repetition++) {
            double[] values = new SplittableRandom(repetition).doubles(100).toArray();
            Estimate mean = UnitResampling.of(ownUnits(100), 300, repetition).estimate(mean(values), 0.9);
            covered += mean.covers(0.5) ? 1 : 0;
        }

        assertThat(covered / 300.0).isBetween(0.84, 0.95);
    }

    @Test
    void few_units_have_the_interval_that_students_distribution_gives_them() {
        for (int n : new int[] {3, 4, 8}) {
            int covered = 0;
            for (int repetition = 0; repetition < 400; repetition++) {
                var random = new SplittableRandom(repetition);
                double[] values = IntStream.range(0, n)
                        .mapToDouble(i -> random.nextGaussian())
                        .toArray();
                covered += UnitResampling.of(ownUnits(n), 400, repetition)
                                .estimate(mean(values), 0.95)
                                .covers(0)
                        ? 1
                        : 0;
            }
            assertThat(covered / 400.0).as("%d units", n).isBetween(0.92, 0.98);
        }
    }

    @Test
    void of_a_single_unit_nothing_is_known() {
        Estimate mean = UnitResampling.of(List.of("one", "one"), 50, 1).estimate(mean(new double[] {0.2, 0.4}), 0.95);

        assertThat(mean.value()).isCloseTo(0.3, within(1e-12));
        assertThat(mean.low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(mean.high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void units_that_all_say_the_same_are_believed_once_a_sign_test_would() {
        assertThat(UnitResampling.of(ownUnits(5), 50, 1)
                        .estimate(mean(new double[] {1, 1, 1, 1, 1}), 0.95)
                        .low())
                .isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(UnitResampling.of(ownUnits(6), 50, 1)
                        .estimate(mean(new double[] {1, 1, 1, 1, 1, 1}), 0.95)
                        .low())
                .isEqualTo(1);
    }

    @Test
    void with_more_than_a_hundred_units_the_interval_is_that_of_the_percentiles() {
        double[] values = new SplittableRandom(1).doubles(120).toArray();
        UnitResampling resampling = UnitResampling.of(ownUnits(120), 500, 7);

        Estimate expanded = resampling.estimate(mean(values), 0.95);
        Estimate percentiles = resampling.estimate(mean(values), 1_000_000, 0.95);

        assertThat(expanded.width() / percentiles.width()).isBetween(1.0, 1.02);
    }

    private static List<String> ownUnits(int n) {
        return IntStream.range(0, n).mapToObj(String::valueOf).toList();
    }

    private static ToDoubleFunction<double[]> mean(double[] values) {
        return weights -> {
            double sum = 0;
            double weight = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weights[i] * values[i];
                weight += weights[i];
            }
            return sum / weight;
        };
    }
}
