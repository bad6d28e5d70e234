package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.ScoredCases;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VennAbersTest {

    @Property(tries = 200)
    void the_quick_way_agrees_with_fitting_twice_for_each_score(
            @ForAll @IntRange(min = 1, max = 25) int n, @ForAll long seed) {
        ScoredCases cases = ties(n, seed);
        VennAbers quick = VennAbers.fit(cases);

        for (double score = -0.05; score < 1.1; score += 0.05) {
            VennAbers.Multiprobability interval = quick.apply(score);
            assertThat(interval.low()).as("low at %s", score).isCloseTo(refitted(cases, score, 0), within(1e-9));
            assertThat(interval.high()).as("high at %s", score).isCloseTo(refitted(cases, score, 1), within(1e-9));
        }
    }

    @Test
    void with_many_cases_the_interval_is_narrow_and_holds_the_truth() {
        var random = new SplittableRandom(5);
        int n = 20_000;
        double[] score = new double[n];
        boolean[] right = new boolean[n];
        for (int i = 0; i < n; i++) {
            score[i] = random.nextInt(10) / 10.0;
            right[i] = random.nextDouble() < 0.3 + score[i] / 2;
        }

        VennAbers.Multiprobability interval =
                VennAbers.fit(ScoredCases.of(score, right)).apply(0.5);

        assertThat(interval.high() - interval.low()).isLessThan(0.01);
        assertThat(interval.merged()).isBetween(interval.low(), interval.high()).isCloseTo(0.55, within(0.03));
    }

    private static ScoredCases ties(int n, long seed) {
        var random = new SplittableRandom(seed);
        double[] score = new double[n];
        boolean[] right = new boolean[n];
        for (int i = 0; i < n; i++) {
            score[i] = random.nextInt(11) / 10.0;
            right[i] = random.nextBoolean();
        }
        return ScoredCases.of(score, right);
    }

    private static double refitted(ScoredCases cases, double score, int outcome) {
        int n = cases.size();
        double[] scores = new double[n + 1];
        boolean[] right = new boolean[n + 1];
        for (int i = 0; i < n; i++) {
            scores[i] = cases.score(i);
            right[i] = cases.outcome(i) == 1;
        }
        scores[n] = score;
        right[n] = outcome == 1;
        return IsotonicCalibration.fit(ScoredCases.of(scores, right)).apply(score);
    }
}
