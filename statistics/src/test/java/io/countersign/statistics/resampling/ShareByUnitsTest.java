package io.countersign.statistics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareByUnitsTest {

    @Test
    void cases_of_their_own_have_nearly_wilsons_interval() {
        double[] outcome = new double[1_000];
        Arrays.fill(outcome, 0, 900, 1);

        Interval interval = ShareByUnits.interval(outcome, ones(1_000), units(1_000, 1), 0.95);

        Interval wilson = Interval.wilson(0.9, 1_000, 0.95);
        assertThat(interval.low()).isCloseTo(wilson.low(), within(1e-4));
        assertThat(interval.high()).isCloseTo(wilson.high(), within(1e-4));
    }

    @Test
    void units_that_are_right_or_wrong_as_a_whole_count_as_one_case_each() {
        double[] outcome = new double[1_000];
        Arrays.fill(outcome, 0, 900, 1);

        Interval interval = ShareByUnits.interval(outcome, ones(1_000), units(1_000, 10), 0.95);

        assertThat(interval.width()).isCloseTo(Interval.wilson(0.9, 100, 0.95).width(), within(0.003));
    }

    @Test
    void units_in_which_cases_differ_as_much_as_anywhere_cost_nothing() {
        SplittableRandom random = new SplittableRandom(1);
        double[] outcome = IntStream.range(0, 5_000)
                .mapToDouble(i -> random.nextDouble() < 0.8 ? 1 : 0)
                .toArray();

        double together = ShareByUnits.interval(outcome, ones(5_000), units(5_000, 10), 0.95)
                .width();

        assertThat(together).isCloseTo(Interval.wilson(0.8, 5_000, 0.95).width(), within(0.002));
    }

    @Test
    void without_a_single_error_only_units_count() {
        double[] right = ones(100);

        assertThat(ShareByUnits.interval(right, ones(100), units(100, 5), 0.95).low())
                .isCloseTo(Interval.wilson(1, 20, 0.95).low(), within(1e-12));
    }

    @Test
    void it_covers_as_often_as_it_says_whatever_the_size_of_units() {
        for (int size : new int[] {1, 4, 20}) {
            int covered = 0;
            for (int run = 0; run < 300; run++) {
                SplittableRandom random = new SplittableRandom(run);
                double[] outcome = new double[800];
                for (int i = 0; i < outcome.length; i++) {
                    // Half of the cases follow the first of their unit.
                    boolean follows = i % size > 0 && random.nextBoolean();
                    outcome[i] = follows ? outcome[i - i % size] : random.nextDouble() < 0.85 ? 1 : 0;
                }
                covered += ShareByUnits.interval(outcome, ones(800), units(800, size), 0.95)
                                .covers(0.85)
                        ? 1
                        : 0;
            }
            assertThat(covered / 300.0).as("units of %d", size).isBetween(0.91, 0.985);
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int[] units(int n, int size) {
        return IntStream.range(0, n).map(i -> i / size).toArray();
    }
}
