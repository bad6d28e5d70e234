package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Interval;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {

    @Test
    void a_worked_example() {
        ScoredCases cases = ScoredCases.of(new double[] {0.6, 0.6, 0.9, 0.9}, new boolean[] {true, false, true, true});

        assertThat(CalibrationError.expected(cases, 2)).isCloseTo((0.1 + 0.1) / 2, within(1e-12));
        assertThat(CalibrationError.bySlice(cases, List.of("a", "a", "b", "b")))
                .containsEntry("a", new CalibrationError.SliceGap(2, 0.6, 0.5));
    }

    @Test
    void bins_hold_about_equal_weight_and_rise() {
        List<ReliabilityCurve.Bin> curve = ReliabilityCurve.equalMass(Simulated.cases(3000, p -> p, 2), 15);

        assertThat(curve).hasSize(15).allSatisfy(bin -> assertThat(bin.weight()).isBetween(199.0, 201.0));
        assertThat(curve).isSortedAccordingTo((a, b) -> Double.compare(a.confidence(), b.confidence()));
    }

    @Test
    void a_score_that_half_of_the_cases_share_stays_in_one_bin() {
        double[] confidence = IntStream.range(0, 100)
                .mapToDouble(i -> i < 50 ? 0.5 : 0.5 + i / 1000.0)
                .toArray();

        List<ReliabilityCurve.Bin> curve = ReliabilityCurve.equalMass(ScoredCases.of(confidence, new boolean[100]), 10);

        assertThat(curve.getFirst().weight()).isEqualTo(50);
        assertThat(curve).hasSize(6);
    }

    @Test
    void the_interval_holds_the_true_error_about_as_often_as_it_says() {
        int covered = 0;
        for (int run = 0; run < 100; run++) {
            ScoredCases cases = Simulated.cases(2000, p -> 0.8 * p, run);
            Interval interval = CalibrationError.interval(
                    cases, 10, IntStream.range(0, 2000).toArray(), 0.95, 100, run);
            covered += interval.covers(0.1) ? 1 : 0;
        }
        assertThat(covered).isBetween(88, 100);
    }

    @Property(tries = 100)
    void the_parts_of_the_brier_score_add_up(@ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
        BrierScore brier = BrierScore.of(Simulated.cases(n, p -> p * p, seed));

        assertThat(brier.miscalibration() - brier.discrimination() + brier.uncertainty())
                .isCloseTo(brier.score(), within(1e-12));
        assertThat(brier.miscalibration()).isGreaterThanOrEqualTo(-1e-12);
        assertThat(brier.discrimination()).isGreaterThanOrEqualTo(-1e-12);
    }

    @Test
    void exact_intervals_agree_with_published_ones() {
        // Clopper-Pearson of 0 in 10 and of 7 in 20, as tabulated by Newcombe (1998) and others.
        assertThat(Interval.clopperPearson(0, 10, 0.95).high()).isCloseTo(0.3085, within(1e-4));
        assertThat(Interval.clopperPearson(7, 20, 0.95)).satisfies(interval -> {
            assertThat(interval.low()).isCloseTo(0.1539, within(1e-4));
            assertThat(interval.high()).isCloseTo(0.5922, within(1e-4));
        });
        // Newcombe (1998): 81 of 263, score interval without continuity correction.
        assertThat(Interval.wilson(81.0 / 263, 263, 0.95)).satisfies(interval -> {
            assertThat(interval.low()).isCloseTo(0.2553, within(1e-4));
            assertThat(interval.high()).isCloseTo(0.3662, within(1e-4));
        });
    }

    @Test
    void slices_are_measured_apart() {
        ScoredCases cases = Simulated.cases(4000, p -> p, 8);
        List<String> slices = IntStream.range(0, 4000)
                .mapToObj(i -> i % 2 == 0 ? "even" : "odd")
                .toList();

        Map<String, CalibrationError.SliceGap> gaps = CalibrationError.bySlice(cases, slices);

        assertThat(gaps).containsOnlyKeys("even", "odd");
        assertThat(gaps.values()).allSatisfy(gap -> {
            assertThat(gap.cases()).isEqualTo(2000);
            assertThat(gap.gap()).isCloseTo(0, within(0.04));
        });
    }
}
