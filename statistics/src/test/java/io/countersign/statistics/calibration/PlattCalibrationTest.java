package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlattCalibrationTest {

    @Test
    void what_is_calibrated_is_left_as_it_is() {
        PlattCalibration fitted = PlattCalibration.fit(Simulated.cases(100_000, p -> p, 3));

        assertThat(fitted.slope()).isCloseTo(1, within(0.03));
        assertThat(fitted.offset()).isCloseTo(0, within(0.03));
    }

    @Test
    void an_overconfident_model_is_brought_down() {
        PlattCalibration truth = new PlattCalibration(0.5, -0.4);

        PlattCalibration fitted = PlattCalibration.fit(Simulated.cases(100_000, truth::apply, 4));

        assertThat(fitted.slope()).isCloseTo(0.5, within(0.03));
        assertThat(fitted.offset()).isCloseTo(-0.4, within(0.03));
    }

    @Property(tries = 100)
    void more_confidence_never_means_less(
            @ForAll @IntRange(min = 1, max = 100) int n,
            @ForAll long seed,
            @ForAll @DoubleRange(max = 1) double a,
            @ForAll @DoubleRange(max = 1) double b) {
        PlattCalibration fitted = PlattCalibration.fit(Simulated.cases(n, p -> 1 - p, seed));

        assertThat(fitted.apply(Math.min(a, b))).isLessThanOrEqualTo(fitted.apply(Math.max(a, b)));
    }

    @Test
    void it_stays_finite_when_the_model_was_never_wrong() {
        boolean[] right = new boolean[20];
        Arrays.fill(right, true);
        double[] sure = new double[20];
        Arrays.setAll(sure, i -> 0.5 + i / 50.0);

        PlattCalibration fitted = PlattCalibration.fit(ScoredCases.of(sure, right));

        assertThat(fitted.apply(0.9)).isBetween(0.9, 0.9999);
    }
}
