package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlicedCalibrationTest {

    @Test
    void a_slice_with_many_cases_goes_its_own_way_and_one_with_few_follows_its_parent() {
        SlicedCalibration fitted = twoSlices(20_000, 5);

        assertThat(fitted.apply(0.5, List.of("big"))).isCloseTo(0.5, within(0.05));
        assertThat(fitted.apply(0.5, List.of("small"))).isCloseTo(fitted.apply(0.5, List.of()), within(0.02));
    }

    @Test
    void a_slice_is_shrunk_by_exactly_its_weight_over_weight_plus_shrinkage() {
        double[] confidence = {0.5, 0.5, 0.5, 0.5};
        boolean[] right = {true, true, false, false};
        List<List<String>> paths = List.of(List.of("a"), List.of("a"), List.of("b"), List.of("b"));

        SlicedCalibration fitted =
                SlicedCalibration.fit(ScoredCases.of(confidence, right), paths, CalibrationMethod.ISOTONIC, 6);

        assertThat(fitted.apply(0.5, List.of("a"))).isCloseTo((2 * 1.0 + 6 * 0.5) / 8, within(1e-12));
    }

    @Test
    void an_unknown_slice_gets_what_all_cases_get() {
        SlicedCalibration fitted = twoSlices(1000, 100);

        assertThat(fitted.apply(0.7, List.of("never seen"))).isEqualTo(fitted.apply(0.7, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_and_read_answers_bit_for_bit_the_same(CalibrationMethod method) {
        ScoredCases cases = Simulated.cases(500, p -> p * p, 9);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            paths.add(List.of("label " + i % 3, "a/b:%" + i % 7));
        }
        SlicedCalibration fitted = SlicedCalibration.fit(cases, paths, method, 200);

        String text = CalibrationText.write(fitted);
        SlicedCalibration read = CalibrationText.read(text);

        for (int i = 0; i < 500; i++) {
            assertThat(read.apply(i / 499.0, paths.get(i))).isEqualTo(fitted.apply(i / 499.0, paths.get(i)));
        }
        assertThat(CalibrationText.write(read)).isEqualTo(text);
    }

    @Test
    void a_damaged_text_is_refused_with_the_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationText.read("countersign-calibration 2 shrinkage 1\n/ 1.0 identity\n"))
                .withMessageContaining("version 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationText.read("countersign-calibration 1 shrinkage 1\n/ 1.0 isotonic 0.5:\n"))
                .withMessageContaining("/ 1.0 isotonic 0.5:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationText.read("countersign-calibration 1 shrinkage 1\n/a 1.0 identity\n"))
                .withMessageContaining("no line for all cases");
    }

    /** The big slice is calibrated, the small one always wrong. */
    private static SlicedCalibration twoSlices(int big, int small) {
        ScoredCases all = Simulated.cases(big + small, p -> p, 1);
        double[] score = new double[all.size()];
        double[] outcome = new double[all.size()];
        double[] weight = new double[all.size()];
        Arrays.fill(weight, 1);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            score[i] = all.score(i);
            outcome[i] = i < big ? all.outcome(i) : 0;
            paths.add(List.of(i < big ? "big" : "small"));
        }
        return SlicedCalibration.fit(ScoredCases.of(score, outcome, weight), paths, CalibrationMethod.ISOTONIC, 200);
    }
}
