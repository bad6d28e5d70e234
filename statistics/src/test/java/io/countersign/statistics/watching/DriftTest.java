package io.countersign.statistics.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Repetition;
import io.countersign.statistics.ScoredCases;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void values_that_are_not_finite_are_refused(double odd) {
        double[] sound = {0.1, 0.2};
        double[] unsound = {0.1, odd};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KolmogorovSmirnov.of(unsound, sound))
                .withMessage("value 1 of the reference sample is " + odd);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KolmogorovSmirnov.of(sound, unsound))
                .withMessage("value 1 of the current sample is " + odd);
    }

    @Test
    void the_stability_index_of_a_worked_example() {
        // (0.5 - 0.4) ln(0.5 / 0.4) twice over.
        assertThat(PopulationStability.ofLabels(Map.of("a", 40L, "b", 60L), Map.of("a", 50L, "b", 50L)))
                .isCloseTo(0.1 * Math.log(0.5 / 0.4) - 0.1 * Math.log(0.5 / 0.6), within(1e-12));
    }

    /** The example of the tests of strappy 0.0.3 (PyPI): 6 and 5 before, 5 and 4 now, an index of 0.00041. */
    @Test
    void the_stability_index_of_a_published_example() {
        assertThat(PopulationStability.ofLabels(Map.of("a", 6, "b", 5), Map.of("a", 5, "b", 4)))
                .isCloseTo(0.00041, within(5e-6));
    }

    /** By the tables of large samples (Smirnov 1948) 1.36 √(2 / n) is the distance at 5 % and 1.63 √(2 / n) that at 1 %. */
    @Test
    void the_p_value_agrees_with_smirnovs_table() {
        assertThat(pValueAtDistance(1.36 * Math.sqrt(2 / 20_000.0))).isCloseTo(0.05, within(0.001));
        assertThat(pValueAtDistance(1.63 * Math.sqrt(2 / 20_000.0))).isCloseTo(0.01, within(0.0003));
    }

    /** Of two samples of 20,000, one of which is shifted by so much of its values. */
    private static double pValueAtDistance(double distance) {
        int shift = (int) Math.round(20_000 * distance);
        double[] before = IntStream.range(0, 20_000).mapToDouble(i -> i).toArray();
        double[] now =
                IntStream.range(0, 20_000).mapToDouble(i -> i + shift - 0.5).toArray();
        return KolmogorovSmirnov.of(before, now).pValue();
    }

    @Property(tries = 60)
    void a_weight_is_a_repetition(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        Repetition before = Repetition.of(n, seed);
        Repetition now = Repetition.of(n + 5, seed + 1);

        assertThat(PopulationStability.ofValues(
                        scores(before.weighted()), weights(before), scores(now.weighted()), weights(now), 5))
                .isCloseTo(
                        PopulationStability.ofValues(scores(before.repeated()), scores(now.repeated()), 5),
                        within(1e-9));
        assertThat(KolmogorovSmirnov.of(
                                scores(before.weighted()), weights(before), scores(now.weighted()), weights(now))
                        .statistic())
                .isCloseTo(
                        KolmogorovSmirnov.of(scores(before.repeated()), scores(now.repeated()))
                                .statistic(),
                        within(1e-9));
    }

    @Test
    void weighing_a_few_values_more_is_no_evidence() {
        double[] before = sample(new SplittableRandom(3), 200, 0);
        double[] now = sample(new SplittableRandom(4), 200, 0);
        double[] ones = new double[200];
        Arrays.fill(ones, 1);
        double[] tens = new double[200];
        Arrays.fill(tens, 10);

        assertThat(KolmogorovSmirnov.of(before, tens, now, tens).pValue())
                .isCloseTo(KolmogorovSmirnov.of(before, ones, now, ones).pValue(), within(1e-9));
    }

    /** By hand: after 1, 1, 0, 0 the means are 1, 1, 2/3, 1/2, and 0 - 2/3 and 0 - 1/2 have added up to -7/6. */
    @Test
    void page_hinkley_adds_up_what_values_fall_below_the_mean_so_far() {
        PageHinkley test = PageHinkley.of(0, 1.1);
        for (int value : new int[] {1, 1, 0}) {
            test = test.observe(value);
        }
        assertThat(test.alarms()).isFalse();
        test = test.observe(0);
        assertThat(test.sum()).isCloseTo(-7 / 6.0, within(1e-12));
        assertThat(test.alarms()).isTrue();
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

    private static double[] scores(ScoredCases cases) {
        return IntStream.range(0, cases.size()).mapToDouble(cases::score).toArray();
    }

    private static double[] weights(Repetition cases) {
        return IntStream.range(0, cases.weighted().size())
                .mapToDouble(cases.weighted()::weight)
                .toArray();
    }

    private static double[] sample(SplittableRandom random, int n, double shift) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextDouble() + shift;
        }
        return values;
    }
}
