package io.countersign.statistics.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.statistics.Interval;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.CalibrationError;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two thousand cases whose confidence is off by a known amount everywhere, also by nothing. */
class CalibrationErrorCoverageTest {
    private static final int CASES = 2_000;

    @ParameterizedTest
    @CsvSource({"0, 1", "0.01, 1", "0.02, 1", "0.1, 1", "0, 5", "0.02, 5", "0.1, 5"})
    void an_interval_holds_the_true_error_and_the_measured_one(double off, int unitSize) {
        int repetitions = Repetitions.orBriefly(100);
        int[] units = new int[CASES];
        Arrays.setAll(units, i -> i / unitSize);
        int covered = 0;
        double width = 0;
        for (int run = 0; run < repetitions; run++) {
            ScoredCases cases = drawn(off, unitSize, run);
            Interval interval = CalibrationError.interval(cases, 15, units, 0.95, 1_000, run);

            assertThat(interval.covers(CalibrationError.expected(cases, 15))).isTrue();
            covered += interval.covers(off) ? 1 : 0;
            width += interval.width() / repetitions;
        }
        double missed = 1 - covered / (double) repetitions;
        MeasuredTable.named("calibration-error", "off by", "cases a unit", "covered", "mean width, points")
                .row(
                        MeasuredTable.percent(off),
                        unitSize,
                        MeasuredTable.percent(1 - missed),
                        MeasuredTable.number(100 * width));
        assertThat(missed).isLessThanOrEqualTo(Repetitions.withLuck(0.05, repetitions));
        assertThat(width).isLessThan(unitSize == 1 ? 0.075 : 0.15);
    }

    /** Whoever is off by ten points is not called calibrated. */
    @ParameterizedTest
    @CsvSource({"0.1, 1", "0.1, 5"})
    void an_error_of_ten_points_is_told_from_none(double off, int unitSize) {
        int[] units = new int[CASES];
        Arrays.setAll(units, i -> i / unitSize);

        assertThat(CalibrationError.interval(drawn(off, unitSize, 1), 15, units, 0.95, 1_000, 1)
                        .low())
                .isPositive();
    }

    /** In a unit all cases come out alike, as far as their confidence allows. */
    private static ScoredCases drawn(double off, int unitSize, long seed) {
        var random = new SplittableRandom(seed);
        double[] confidence = new double[CASES];
        boolean[] right = new boolean[CASES];
        double luck = 0;
        for (int i = 0; i < CASES; i++) {
            luck = i % unitSize == 0 ? random.nextDouble() : luck;
            confidence[i] = 0.5 + 0.5 * random.nextDouble();
            right[i] = luck < confidence[i] - off;
        }
        return ScoredCases.of(confidence, right);
    }
}
