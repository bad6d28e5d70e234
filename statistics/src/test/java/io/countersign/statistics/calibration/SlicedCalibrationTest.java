package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import io.countersign.statistics.calibration.SlicedCalibration.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlicedCalibrationTest {
    private static final List<Layer> SHIFTS = List.of(Layer.shifts(5), Layer.shifts(5));
    private static final List<Layer> CURVE = List.of(new Layer(5, 100), Layer.shifts(5));

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
    void in_layers_a_slice_that_differs_is_set_right_and_a_small_one_follows_its_parent() {
        ScoredCases cases = Simulated.cases(6_000, p -> p, 4);
        double[] outcome = new double[6_000];
        double[] weight = new double[6_000];
        Arrays.fill(weight, 1);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            String slice = i % 3 == 0 ? "worse" : i < 30 ? "small" : "plain";
            // The worse slice loses every second right answer; all of the small one are wrong.
            boolean spoilt = slice.equals("small") || (slice.equals("worse") && i % 2 == 0);
            outcome[i] = spoilt ? 0 : cases.outcome(i);
            paths.add(List.of(slice));
        }
        ScoredCases spoilt = ScoredCases.of(scores(cases), outcome, weight);

        SlicedCalibration fitted = SlicedCalibration.fitLayers(spoilt, paths, CalibrationMethod.CENTRED, SHIFTS);

        assertThat(meanGap(fitted, spoilt, paths, "worse")).isCloseTo(0, within(0.01));
        assertThat(meanGap(fitted, spoilt, paths, "plain")).isCloseTo(0, within(0.01));
        assertThat(fitted.apply(0.8, List.of("small"))).isBetween(0.05, fitted.apply(0.8, List.of()) - 0.05);
    }

    @Test
    void in_layers_a_calibrated_score_is_left_as_it_is_and_order_stays() {
        ScoredCases cases = Simulated.cases(20_000, p -> p, 5);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            paths.add(List.of("slice " + i % 4, "below " + i % 2));
        }

        SlicedCalibration fitted = SlicedCalibration.fitLayers(cases, paths, CalibrationMethod.PLATT, SHIFTS);

        double before = 0;
        for (int step = 0; step <= 100; step++) {
            double value = fitted.apply(step / 100.0, List.of("slice 1", "below 1"));
            assertThat(value).isGreaterThanOrEqualTo(before).isCloseTo(step / 100.0, within(0.03));
            before = value;
        }
    }

    @Test
    void a_slice_of_a_later_layer_is_set_right_however_it_meets_the_slices_before() {
        ScoredCases cases = Simulated.cases(8_000, p -> p, 8);
        double[] outcome = new double[8_000];
        double[] weight = new double[8_000];
        Arrays.fill(weight, 1);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            // Each of 400 answers meets the worse place twice only.
            boolean worse = i % 10 == 0;
            outcome[i] = worse && i % 20 == 0 ? 0 : cases.outcome(i);
            paths.add(List.of("answer " + i / 20, worse ? "worse" : "plain"));
        }
        ScoredCases spoilt = ScoredCases.of(scores(cases), outcome, weight);

        SlicedCalibration fitted = SlicedCalibration.fitLayers(spoilt, paths, CalibrationMethod.CENTRED, SHIFTS);

        assertThat(meanGap(fitted, spoilt, paths, 1, "worse")).isCloseTo(0, within(0.01));
        assertThat(meanGap(fitted, spoilt, paths, 1, "plain")).isCloseTo(0, within(0.01));
    }

    @Test
    void a_large_slice_gets_a_curve_of_its_own_where_a_shift_would_not_do() {
        ScoredCases cases = Simulated.cases(20_000, p -> p, 10);
        double[] outcome = new double[20_000];
        double[] weight = new double[20_000];
        Arrays.fill(weight, 1);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            boolean flat = i % 2 == 0;
            outcome[i] = flat ? (i % 4 == 0 ? 1 : 0) : cases.outcome(i);
            paths.add(List.of(flat ? "flat" : "plain"));
        }
        ScoredCases mixed = ScoredCases.of(scores(cases), outcome, weight);

        SlicedCalibration curves = SlicedCalibration.fitLayers(mixed, paths, CalibrationMethod.CENTRED, CURVE);
        SlicedCalibration shifts = SlicedCalibration.fitLayers(mixed, paths, CalibrationMethod.CENTRED, SHIFTS);

        assertThat(curves.apply(0.9, List.of("flat"))).isCloseTo(0.5, within(0.05));
        assertThat(curves.apply(0.9, List.of("plain"))).isCloseTo(0.9, within(0.05));
        assertThat(shifts.apply(0.9, List.of("flat"))).isGreaterThan(0.6);
    }

    @Test
    void a_path_longer_than_the_layers_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlicedCalibration.fitLayers(
                        Simulated.cases(1, p -> p, 1),
                        List.of(List.of("a", "b", "c")),
                        CalibrationMethod.PLATT,
                        SHIFTS))
                .withMessageContaining("2 layers");
    }

    @Test
    void in_layers_a_slice_whose_confidence_misleads_never_falls() {
        ScoredCases cases = Simulated.cases(4_000, p -> 1 - p, 6);
        List<List<String>> paths = Collections.nCopies(4_000, List.of("odd"));

        SlicedCalibration fitted = SlicedCalibration.fitLayers(cases, paths, CalibrationMethod.PLATT, SHIFTS);

        assertThat(fitted.apply(0.95, List.of("odd"))).isGreaterThanOrEqualTo(fitted.apply(0.05, List.of("odd")));
    }

    @Test
    void in_layers_a_weight_is_as_many_repetitions() {
        ScoredCases once = Simulated.cases(300, p -> p * p, 7);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            paths.add(List.of("slice " + i % 2));
        }
        List<List<String>> twice = new ArrayList<>(paths);
        twice.addAll(paths);
        int[] positions = new int[600];
        Arrays.setAll(positions, i -> i % 300);
        double[] two = new double[300];
        Arrays.fill(two, 2);

        SlicedCalibration weighted =
                SlicedCalibration.fitLayers(once.times(two), paths, CalibrationMethod.CENTRED, CURVE);
        SlicedCalibration repeated =
                SlicedCalibration.fitLayers(once.at(positions), twice, CalibrationMethod.CENTRED, CURVE);

        for (int step = 0; step <= 20; step++) {
            assertThat(weighted.apply(step / 20.0, List.of("slice 1")))
                    .isCloseTo(repeated.apply(step / 20.0, List.of("slice 1")), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource
    void in_layers_what_is_written_and_read_answers_bit_for_bit_the_same(CalibrationMethod method) {
        ScoredCases cases = Simulated.cases(500, p -> p * p, 9);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            paths.add(List.of("label " + i % 3, "a/b:%" + i % 7));
        }
        SlicedCalibration fitted = SlicedCalibration.fitLayers(cases, paths, method, CURVE);

        SlicedCalibration read = CalibrationText.read(CalibrationText.write(fitted));

        for (int i = 0; i < 500; i++) {
            assertThat(read.apply(i / 499.0, paths.get(i))).isEqualTo(fitted.apply(i / 499.0, paths.get(i)));
        }
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

    private static double[] scores(ScoredCases cases) {
        double[] scores = new double[cases.size()];
        Arrays.setAll(scores, cases::score);
        return scores;
    }

    private static double meanGap(SlicedCalibration fitted, ScoredCases cases, List<List<String>> paths, String slice) {
        return meanGap(fitted, cases, paths, 0, slice);
    }

    private static double meanGap(
            SlicedCalibration fitted, ScoredCases cases, List<List<String>> paths, int layer, String slice) {
        double gap = 0;
        int count = 0;
        for (int i = 0; i < cases.size(); i++) {
            if (paths.get(i).get(layer).equals(slice)) {
                gap += cases.outcome(i) - fitted.apply(cases.score(i), paths.get(i));
                count++;
            }
        }
        return gap / count;
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
