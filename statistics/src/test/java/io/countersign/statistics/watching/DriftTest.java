package io.countersign.statistics.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {

    /** By hand: up to 0.9 lie nine tenths of the first sample and half of the second. */
    @Test
    void the_statistic_is_the_largest_distance_of_the_distribution_functions() {
        double[] a = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0};
        double[] b = {0.35, 0.55, 0.75, 0.95, 1.15, 1.35};

        assertThat(KolmogorovSmirnov.of(a, b).statistic()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void alike_samples_are_called_different_about_as_often_as_said() {
        var random = new SplittableRandom(1);
        int different = 0;
        for (int run = 0; run < 1000; run++) {
            different += KolmogorovSmirnov.of(sample(random, 300, 0), sample(random, 300, 0))
                                    .pValue()
                            < 0.05
                    ? 1
                    : 0;
        }
        assertThat(different).isBetween(20, 70);
    }

    @Test
    void a_shift_is_seen_by_all_three() {
        var random = new SplittableRandom(2);
        double[] before = sample(random, 1000, 0);
        double[] now = sample(random, 1000, 0.3);

        assertThat(KolmogorovSmirnov.of(before, now).pValue()).isLessThan(1e-6);
        assertThat(PopulationStability.ofValues(before, now, 10)).isGreaterThan(0.2);
        assertThat(PopulationStability.ofValues(before, sample(random, 1000, 0), 10))
                .isLessThan(0.05);
    }

    @Test
    void the_stability_index_of_a_worked_example() {
        // (0.5 - 0.4) ln(0.5 / 0.4) twice over.
        assertThat(PopulationStability.ofLabels(Map.of("a", 40L, "b", 60L), Map.of("a", 50L, "b", 50L)))
                .isCloseTo(0.1 * Math.log(0.5 / 0.4) - 0.1 * Math.log(0.5 / 0.6), within(1e-12));
    }

    @Test
    void a_label_that_vanished_keeps_the_index_finite() {
        assertThat(PopulationStability.ofLabels(Map.of("a", 50L, "b", 50L), Map.of("a", 100L)))
                .isFinite()
                .isGreaterThan(1);
    }

    @Test
    void page_hinkley_alarms_after_a_fall_and_not_before() {
        PageHinkley test = PageHinkley.of(0.005, 10);
        for (int i = 0; i < 500; i++) {
            test = test.observe(i % 10 == 0 ? 0 : 1);
        }
        assertThat(test.alarms()).isFalse();
        for (int i = 0; i < 100; i++) {
            test = test.observe(i % 2);
        }
        assertThat(test.alarms()).isTrue();
    }

    private static double[] sample(SplittableRandom random, int n, double shift) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextDouble() + shift;
        }
        return values;
    }
}
