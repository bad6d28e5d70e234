package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TemperatureScalingTest {

    @Test
    void it_finds_how_much_too_sure_a_model_is() {
        int n = 20_000;
        double[][] said = new double[n][];
        int[] truth = new int[n];
        double[] weight = new double[n];
        Arrays.fill(weight, 1);
        var random = new SplittableRandom(11);
        var sharpened = new TemperatureScaling(0.5);
        for (int i = 0; i < n; i++) {
            double[] p = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
            double total = Arrays.stream(p).sum();
            p = Arrays.stream(p).map(x -> x / total).toArray();
            double u = random.nextDouble();
            truth[i] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
            said[i] = sharpened.apply(p);
        }

        assertThat(TemperatureScaling.fit(said, truth, weight).temperature()).isCloseTo(2, within(0.1));
    }

    @Test
    void the_result_is_a_distribution_with_the_same_favourite() {
        double[] scaled = new TemperatureScaling(3).apply(new double[] {0.7, 0.3, 0});

        assertThat(Arrays.stream(scaled).sum()).isCloseTo(1, within(1e-12));
        assertThat(scaled[0]).isGreaterThan(scaled[1]).isLessThan(0.7);
    }

    @Test
    void temperature_one_changes_nothing() {
        assertThat(new TemperatureScaling(1).apply(new double[] {0.7, 0.3}))
                .contains(new double[] {0.7, 0.3}, within(1e-12));
    }
}
