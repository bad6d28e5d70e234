package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IsotonicCalibrationTest {

    /**
     * The first example on the help page of isoreg in R's package stats, isoreg(c(1,0,4,3,3,5,4,2,0)), scaled to 0..1. By
     * hand: 1 and 0 pool to 0.5; from 4 on every block is pooled with the lower ones after it, 21 over 7.
     */
    @Test
    void the_example_of_rs_isoreg_comes_out_the_same() {
        double[] outcome = Arrays.stream(new double[] {1, 0, 4, 3, 3, 5, 4, 2, 0})
                .map(y -> y / 5)
                .toArray();
        double[] score = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        double[] weight = new double[9];
        Arrays.fill(weight, 1);

        IsotonicCalibration fitted = IsotonicCalibration.fit(ScoredCases.of(score, outcome, weight));

        assertThat(fitted.apply(1)).isCloseTo(0.5 / 5, within(1e-12));
        assertThat(fitted.apply(2)).isCloseTo(0.5 / 5, within(1e-12));
        for (int x = 3; x <= 9; x++) {
            assertThat(fitted.apply(x)).isCloseTo(3.0 / 5, within(1e-12));
        }
    }

    @Property(tries = 100)
    void calibrating_what_is_calibrated_changes_nothing(
            @ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
        ScoredCases cases = Simulated.cases(n, p -> p * p, seed);
        IsotonicCalibration first = IsotonicCalibration.fit(cases);
        double[] calibrated = scores(cases, first);

        IsotonicCalibration second = IsotonicCalibration.fit(cases.withScores(calibrated));

        for (double p : calibrated) {
            assertThat(second.apply(p)).isCloseTo(p, within(1e-12));
        }
    }

    @Property(tries = 100)
    void a_weight_is_a_repetition(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        ScoredCases cases = Simulated.cases(n, p -> p, seed);
        int[] repeated = new int[3 * n];
        double[] weight = new double[n];
        Arrays.fill(weight, 3);
        double[] outcome = new double[n];
        double[] score = new double[n];
        for (int i = 0; i < n; i++) {
            Arrays.fill(repeated, 3 * i, 3 * i + 3, i);
            outcome[i] = cases.outcome(i);
            score[i] = cases.score(i);
        }

        IsotonicCalibration byWeight = IsotonicCalibration.fit(ScoredCases.of(score, outcome, weight));
        IsotonicCalibration byRepetition = IsotonicCalibration.fit(cases.at(repeated));

        for (double x : score) {
            assertThat(byWeight.apply(x)).isCloseTo(byRepetition.apply(x), within(1e-12));
        }
    }

    @Property(tries = 100)
    void more_confidence_never_means_less(
            @ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed, @ForAll double a, @ForAll double b) {
        IsotonicCalibration fitted = IsotonicCalibration.fit(Simulated.cases(n, p -> 1 - p, seed));

        assertThat(fitted.apply(Math.min(a, b))).isLessThanOrEqualTo(fitted.apply(Math.max(a, b)));
    }

    @Property(tries = 50)
    void the_mean_of_the_calibrated_is_the_accuracy(@ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
        ScoredCases cases = Simulated.cases(n, p -> p * p, seed);

        double mean = Arrays.stream(scores(cases, IsotonicCalibration.fit(cases)))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(cases.meanOutcome(), within(1e-12));
    }

    /** Three blocks: the middle one joins 0.4, 0.5 and 0.6, of which one in three is right. */
    @Test
    void centred_it_runs_straight_between_the_middles_of_the_blocks() {
        double[] score = {0.2, 0.4, 0.5, 0.6, 0.9};
        boolean[] right = {false, true, false, false, true};

        IsotonicCalibration fitted = IsotonicCalibration.fitCentred(ScoredCases.of(score, right));

        assertThat(fitted.knots()).containsExactly(new double[] {0.2, 0.5, 0.9}, within(1e-12));
        assertThat(fitted.values()).containsExactly(new double[] {0, 1 / 3.0, 1}, within(1e-12));
        assertThat(fitted.apply(0.7)).isCloseTo(1 / 3.0 + 2 / 3.0 / 2, within(1e-12));
    }

    @Property(tries = 100)
    void centred_more_confidence_means_more_wherever_the_curve_is_not_at_its_ends(
            @ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
        IsotonicCalibration fitted = IsotonicCalibration.fitCentred(Simulated.cases(n, p -> p * p, seed));
        double[] knots = fitted.knots();

        for (int k = 1; k < knots.length; k++) {
            assertThat(fitted.apply((knots[k - 1] + knots[k]) / 2))
                    .isStrictlyBetween(fitted.apply(knots[k - 1]), fitted.apply(knots[k]));
        }
    }

    @Test
    void it_finds_the_curve_the_cases_came_from() {
        IsotonicCalibration fitted = IsotonicCalibration.fit(Simulated.cases(50_000, p -> p * p, 7));

        for (double p = 0.1; p < 0.95; p += 0.1) {
            assertThat(fitted.apply(p)).isCloseTo(p * p, within(0.06));
        }
    }

    @Test
    void points_out_of_order_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicCalibration.through(new double[] {0.2, 0.1}, new double[] {0, 1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IsotonicCalibration.through(new double[] {0.1, 0.2}, new double[] {1, 0}));
    }

    private static double[] scores(ScoredCases cases, Calibration calibration) {
        double[] scores = new double[cases.size()];
        Arrays.setAll(scores, i -> calibration.apply(cases.score(i)));
        return scores;
    }
}
