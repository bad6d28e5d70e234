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
