package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import io.countersign.statistics.folds.Fold;
import io.countersign.statistics.folds.Folds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlicedCalibrationTest {
    private static final double STRENGTH = 5;
    private static final List<Fold> NO_CURVE = List.of();

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
    void in_layers_the_same_cut_twice_tells_no_more_than_once() {
        ScoredCases cases = Simulated.cases(600, p -> p * p, 9);
        List<List<String>> paths = IntStream.range(0, 600)
                .mapToObj(i -> List.of("label", "slice " + i % 7))
                .toList();
        List<Fold> once = folds(cases);
        List<Fold> twice = Stream.concat(once.stream(), once.stream()).toList();

        SlicedCalibration one = SlicedCalibration.fitLayers(cases, paths, STRENGTH, once);
        SlicedCalibration other = SlicedCalibration.fitLayers(cases, paths, STRENGTH, twice);

        for (int i = 0; i < 600; i++) {
            assertThat(other.apply(cases.score(i), paths.get(i)))
                    .isCloseTo(one.apply(cases.score(i), paths.get(i)), within(1e-9));
        }
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

        SlicedCalibration fitted = SlicedCalibration.fitLayers(spoilt, paths, STRENGTH, folds(spoilt));

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

        SlicedCalibration fitted = SlicedCalibration.fitLayers(cases, paths, STRENGTH, folds(cases));

        double before = 0;
        double moved = 0;
        for (int step = 0; step <= 100; step++) {
            double value = fitted.apply(step / 100.0, List.of("slice 1", "below 1"));
            assertThat(value).isGreaterThanOrEqualTo(before);
            before = value;
            moved += Math.abs(value - step / 100.0) / 101;
        }
        assertThat(moved).isLessThan(0.02);
    }

    @Test
    void a_slice_of_a_later_layer_is_set_right_however_it_meets_the_slices_before() {
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            // Each of 400 answers meets the worse place twice only.
            paths.add(List.of("answer " + i / 20, i % 10 == 0 ? "worse" : "plain"));
        }
        ScoredCases known = worseEveryTenth(8);
        ScoredCases others = worseEveryTenth(9);

        SlicedCalibration fitted = SlicedCalibration.fitLayers(known, paths, STRENGTH, folds(known));

        assertThat(meanGap(fitted, others, paths, 1, "worse")).isCloseTo(0, within(0.05));
        assertThat(meanGap(fitted, others, paths, 1, "plain")).isCloseTo(0, within(0.02));
    }

    @Test
    void what_two_shifts_do_not_add_up_to_a_crossing_sets_right_unless_it_is_held_back() {
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            String answer = i % 2 == 0 ? "even" : "odd";
            String place = i % 5 == 0 ? "fifth" : "else";
            paths.add(List.of(answer, place, answer + "," + place));
        }
        List<List<String>> uncrossed =
                paths.stream().map(path -> path.subList(0, 2)).toList();
        // Only the even ones at every fifth place are worse.
        ScoredCases known = worseEveryTenth(8);
        ScoredCases others = worseEveryTenth(9);

        SlicedCalibration without = SlicedCalibration.fitLayers(known, uncrossed, STRENGTH, folds(known));
        SlicedCalibration with = SlicedCalibration.fitLayers(known, paths, STRENGTH, folds(known));
        SlicedCalibration heldBack = SlicedCalibration.fitLayers(
                known, paths, new LayerStrengths(STRENGTH, 2, 1e9 * STRENGTH), folds(known));

        assertThat(meanGap(without, others, paths, 2, "odd,fifth")).isGreaterThan(0.08);
        for (String crossing : List.of("even,fifth", "odd,fifth", "even,else", "odd,else")) {
            assertThat(meanGap(with, others, paths, 2, crossing)).as(crossing).isCloseTo(0, within(0.04));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(heldBack.apply(0.7, paths.get(i))).isCloseTo(without.apply(0.7, uncrossed.get(i)), within(1e-6));
        }
    }

    /** Of every tenth case half are wrong whatever the model says of them. */
    private static ScoredCases worseEveryTenth(long seed) {
        ScoredCases cases = Simulated.cases(8_000, p -> p, seed);
        var random = new SplittableRandom(seed);
        double[] outcome = new double[8_000];
        double[] weight = new double[8_000];
        Arrays.fill(weight, 1);
        Arrays.setAll(outcome, i -> i % 10 == 0 && random.nextBoolean() ? 0 : cases.outcome(i));
        return ScoredCases.of(scores(cases), outcome, weight);
    }

    @Test
    void a_curve_that_no_line_follows_is_found_over_all_slices_together() {
        // Right half of the time below 0.8, and always above: a step, which in log-odds is no line.
        ScoredCases cases = Simulated.cases(20_000, p -> p < 0.8 ? 0.5 : 1, 10);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            paths.add(List.of("slice " + i % 4));
        }

        SlicedCalibration curve = SlicedCalibration.fitLayers(cases, paths, STRENGTH, folds(cases));
        SlicedCalibration line = SlicedCalibration.fitLayers(cases, paths, STRENGTH, NO_CURVE);

        assertThat(curve.apply(0.7, List.of("slice 1"))).isCloseTo(0.5, within(0.05));
        assertThat(curve.apply(0.85, List.of("slice 1"))).isGreaterThan(0.95);
        assertThat(line.apply(0.7, List.of("slice 1"))).isGreaterThan(0.6);
    }

    @Test
    void many_small_slices_do_not_make_the_whole_too_sure() {
        // Slices of four cases that differ in nothing: each learns the luck of its own cases.
        ScoredCases cases = Simulated.cases(8_000, p -> p, 11);
        ScoredCases others = Simulated.cases(8_000, p -> p, 12);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            paths.add(List.of("answer " + i % 2_000));
        }

        double curve = error(SlicedCalibration.fitLayers(cases, paths, 0.1, folds(cases)), others, paths);
        double line = error(SlicedCalibration.fitLayers(cases, paths, 0.1, NO_CURVE), others, paths);

        assertThat(curve).isLessThan(0.04).isLessThan(line / 3);
    }

    private static double error(SlicedCalibration fitted, ScoredCases cases, List<List<String>> paths) {
        double[] said = new double[cases.size()];
        Arrays.setAll(said, i -> fitted.apply(cases.score(i), paths.get(i)));
        return CalibrationError.expected(cases.withScores(said), 15);
    }

    @Test
    void layers_need_as_many_paths_as_cases_and_a_prior() {
        ScoredCases cases = Simulated.cases(2, p -> p, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlicedCalibration.fitLayers(cases, List.of(List.of("a")), STRENGTH, NO_CURVE))
                .withMessageContaining("1 paths");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlicedCalibration.fitLayers(cases, List.of(List.of("a"), List.of("b")), 0, NO_CURVE))
                .withMessageContaining("strengths 0");
    }

    @Test
    void in_layers_a_slice_whose_confidence_misleads_never_falls() {
        ScoredCases cases = Simulated.cases(4_000, p -> 1 - p, 6);
        List<List<String>> paths = Collections.nCopies(4_000, List.of("odd"));

        SlicedCalibration fitted = SlicedCalibration.fitLayers(cases, paths, STRENGTH, NO_CURVE);

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
                SlicedCalibration.fitLayers(once.times(two), paths, STRENGTH, Folds.byUnit(units(300, 300), 5, 1));
        SlicedCalibration repeated =
                SlicedCalibration.fitLayers(once.at(positions), twice, STRENGTH, Folds.byUnit(units(600, 300), 5, 1));

        for (int step = 0; step <= 20; step++) {
            assertThat(weighted.apply(step / 20.0, List.of("slice 1")))
                    .isCloseTo(repeated.apply(step / 20.0, List.of("slice 1")), within(1e-7));
        }
    }

    @Test
    void in_layers_what_is_written_and_read_answers_bit_for_bit_the_same() {
        ScoredCases cases = Simulated.cases(500, p -> p * p, 9);
        List<List<String>> paths = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            paths.add(List.of("label " + i % 3, "a/b:%" + i % 7));
        }
        SlicedCalibration fitted = SlicedCalibration.fitLayers(cases, paths, STRENGTH, folds(cases));

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

    @Property(tries = 60)
    void slices_of_any_name_are_read_as_they_were_written(@ForAll("names") List<String> names) {
        int n = 40 * names.size();
        ScoredCases cases = Simulated.cases(n, p -> p * p, 9);
        List<List<String>> paths = IntStream.range(0, n)
                .mapToObj(i -> List.of(names.get(i % names.size()), names.get(i * 7 % 11 % names.size())))
                .toList();
        SlicedCalibration fitted = SlicedCalibration.fit(cases, paths, CalibrationMethod.PLATT, 5);

        String text = CalibrationText.write(fitted);
        SlicedCalibration read = CalibrationText.read(text);

        assertThat(CalibrationText.write(read)).isEqualTo(text);
        for (int i = 0; i < n; i++) {
            List<String> path = paths.get(i);
            for (int depth = 0; depth <= 2; depth++) {
                assertThat(read.apply(0.6, path.subList(0, depth)))
                        .isEqualTo(fitted.apply(0.6, path.subList(0, depth)));
            }
        }
    }

    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> odd =
                Arbitraries.of("", "/", "//", " ", "+", "%", "~", "\n", "\r\n", "a b", "hass/größe", "\uD83D\uDE00");
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(5);
        return Arbitraries.oneOf(odd, any).list().uniqueElements().ofMinSize(1).ofMaxSize(5);
    }

    @Test
    void a_damaged_text_is_refused_with_the_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationText.read("countersign-calibration 1 shrinkage 1\n/ 1.0 identity\n"))
                .withMessageContaining("version 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationText.read(
                        "countersign-calibration 2 shrinkage 1 last identity\n/ 1.0 0.0 isotonic 0.5:\n"))
                .withMessageContaining("/ 1.0 0.0 isotonic 0.5:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CalibrationText.read(
                        "countersign-calibration 2 shrinkage 1 last identity\n/a 1.0 0.0 identity\n"))
                .withMessageContaining("no line for all cases");
    }

    private static List<Fold> folds(ScoredCases cases) {
        return Folds.byUnit(units(cases.size(), cases.size()), 5, 1);
    }

    /** Units for cases that repeat after so many. */
    private static List<String> units(int cases, int different) {
        return IntStream.range(0, cases)
                .mapToObj(i -> Integer.toString(i % different))
                .toList();
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
