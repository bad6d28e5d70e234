package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Repetition;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import io.countersign.statistics.folds.Fold;
import io.countersign.statistics.folds.Folds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What must hold of every calibration and of what measures it, whatever the cases. */
class CalibrationLawsTest {
    private static final double STRENGTH = 2;

    @Property(tries = 60)
    void for_platt_a_weight_is_a_repetition(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        Repetition cases = Repetition.of(n, seed);

        PlattCalibration byWeight = PlattCalibration.fit(cases.weighted());
        PlattCalibration byRepetition = PlattCalibration.fit(cases.repeated());

        for (double p = 0.01; p < 1; p += 0.07) {
            assertThat(byWeight.apply(p)).isCloseTo(byRepetition.apply(p), within(1e-5));
        }
    }

    @Property(tries = 60)
    void for_venn_abers_a_weight_is_a_repetition(@ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        Repetition cases = Repetition.of(n, seed);

        VennAbers byWeight = VennAbers.fit(cases.weighted());
        VennAbers byRepetition = VennAbers.fit(cases.repeated());

        for (double p = 0; p < 1; p += 0.07) {
            assertThat(byWeight.apply(p).low()).isCloseTo(byRepetition.apply(p).low(), within(1e-9));
            assertThat(byWeight.apply(p).high()).isCloseTo(byRepetition.apply(p).high(), within(1e-9));
        }
    }

    @Property(tries = 20)
    void for_a_temperature_a_weight_is_a_repetition(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        Repetition cases = Repetition.of(n, seed);

        assertThat(temperature(cases.weighted())).isCloseTo(temperature(cases.repeated()), within(1e-4));
    }

    @Property(tries = 60)
    void for_every_measure_a_weight_is_a_repetition(@ForAll @IntRange(min = 1, max = 80) int n, @ForAll long seed) {
        Repetition cases = Repetition.of(n, seed);

        assertThat(CalibrationError.expected(cases.weighted(), 10))
                .isCloseTo(CalibrationError.expected(cases.repeated(), 10), within(1e-9));
        BrierScore byWeight = BrierScore.of(cases.weighted());
        BrierScore byRepetition = BrierScore.of(cases.repeated());
        assertThat(byWeight.score()).isCloseTo(byRepetition.score(), within(1e-9));
        assertThat(byWeight.miscalibration()).isCloseTo(byRepetition.miscalibration(), within(1e-9));
        assertThat(byWeight.discrimination()).isCloseTo(byRepetition.discrimination(), within(1e-9));
        List<ReliabilityCurve.Bin> bins = ReliabilityCurve.equalMass(cases.repeated(), 7);
        assertThat(ReliabilityCurve.equalMass(cases.weighted(), 7))
                .hasSameSizeAs(bins)
                .zipSatisfy(bins, (a, b) -> {
                    assertThat(a.weight()).isCloseTo(b.weight(), within(1e-9));
                    assertThat(a.confidence()).isCloseTo(b.confidence(), within(1e-9));
                    assertThat(a.accuracy()).isCloseTo(b.accuracy(), within(1e-9));
                });
    }

    /** A weight says for how many cases one outcome stands, and is no further outcome. */
    @Property(tries = 40)
    void unequal_weights_widen_the_intervals_of_the_reliability_curve(
            @ForAll @IntRange(min = 20, max = 80) int n, @ForAll long seed) {
        Repetition cases = Repetition.of(n, seed);

        double weighted = ReliabilityCurve.equalMass(cases.weighted(), 1)
                .getFirst()
                .interval()
                .width();

        assertThat(weighted)
                .isGreaterThan(ReliabilityCurve.equalMass(cases.repeated(), 1)
                        .getFirst()
                        .interval()
                        .width());
    }

    @Property(tries = 40)
    void calibrating_by_platt_what_platt_calibrated_changes_nothing(
            @ForAll @IntRange(min = 30, max = 300) int n, @ForAll long seed) {
        ScoredCases cases = Simulated.cases(n, p -> 0.2 + 0.6 * p * p, seed);
        PlattCalibration first = PlattCalibration.fit(cases);

        double[] once = scores(cases, first::apply);
        PlattCalibration second = PlattCalibration.fit(cases.withScores(once));

        for (double p : once) {
            assertThat(second.apply(p)).isCloseTo(p, within(1e-4));
        }
    }

    @Property(tries = 40)
    void calibrating_slice_by_slice_twice_changes_nothing(
            @ForAll @IntRange(min = 5, max = 200) int n, @ForAll long seed) {
        ScoredCases cases = Simulated.cases(n, p -> p * p, seed);
        List<List<String>> paths = paths(n, seed);
        SlicedCalibration first = SlicedCalibration.fit(cases, paths, CalibrationMethod.ISOTONIC, 0);

        double[] once = scores(cases, paths, first);
        SlicedCalibration second = SlicedCalibration.fit(cases.withScores(once), paths, CalibrationMethod.ISOTONIC, 0);

        assertThat(scores(cases.withScores(once), paths, second)).containsExactly(once, within(1e-9));
    }

    /** Corrections are held back by their prior, so the second time moves a little, and much less than the first. */
    @Test
    void calibrating_in_layers_twice_changes_next_to_nothing() {
        List<List<String>> paths = paths(5_000, 3);
        var worse = new PlattCalibration(1, -1.5);
        var random = new SplittableRandom(3);
        double[] confidence = random.doubles(5_000).toArray();
        boolean[] right = new boolean[5_000];
        for (int i = 0; i < right.length; i++) {
            boolean plain = paths.get(i).getFirst().equals("a");
            right[i] = random.nextDouble() < (plain ? confidence[i] : worse.apply(confidence[i]));
        }
        ScoredCases sliced = ScoredCases.of(confidence, right);
        List<Fold> folds = folds(5_000);

        double[] once = scores(sliced, paths, SlicedCalibration.fitLayers(sliced, paths, STRENGTH, folds));
        ScoredCases calibrated = sliced.withScores(once);
        double[] twice = scores(calibrated, paths, SlicedCalibration.fitLayers(calibrated, paths, STRENGTH, folds));

        assertThat(distance(once, twice)).isLessThan(0.02).isLessThan(distance(scores(sliced, p -> p), once) / 5);
    }

    @Property(tries = 60)
    void in_every_slice_more_confidence_never_means_less(
            @ForAll @IntRange(min = 5, max = 120) int n, @ForAll long seed, @ForAll CalibrationMethod method) {
        ScoredCases cases = Simulated.cases(n, p -> 1 - p / 2, seed);
        List<List<String>> paths = paths(n, seed);

        for (SlicedCalibration fitted : List.of(
                SlicedCalibration.fit(cases, paths, method, 20),
                SlicedCalibration.fitLayers(cases, paths, STRENGTH, folds(n)))) {
            for (List<String> path : List.of(List.of("a", "x"), List.of("b", "y"), List.of("c"), List.<String>of())) {
                double[] rising = IntStream.rangeClosed(0, 50)
                        .mapToDouble(i -> fitted.apply(i / 50.0, path))
                        .toArray();
                for (int i = 1; i < rising.length; i++) {
                    assertThat(rising[i]).isGreaterThanOrEqualTo(rising[i - 1] - 1e-12);
                }
            }
        }
    }

    @Test
    void a_confidence_that_is_no_number_never_becomes_one() {
        ScoredCases cases = Simulated.cases(200, p -> p * p, 3);
        List<List<String>> paths = paths(200, 3);

        for (Calibration calibration : List.of(
                new IdentityCalibration(),
                PlattCalibration.fit(cases),
                IsotonicCalibration.fit(cases),
                IsotonicCalibration.fitCentred(cases))) {
            assertThat(calibration.apply(Double.NaN)).as("%s", calibration).isNaN();
        }
        for (SlicedCalibration sliced : List.of(
                SlicedCalibration.fit(cases, paths, CalibrationMethod.ISOTONIC, 20),
                SlicedCalibration.fitLayers(cases, paths, STRENGTH, folds(200)))) {
            assertThat(sliced.apply(Double.NaN, List.of("a", "x"))).isNaN();
            assertThat(sliced.apply(Double.NaN, List.of())).isNaN();
        }
        assertThat(Shift.apply(Double.NaN, 1)).isNaN();
        assertThat(VennAbers.fit(cases).apply(Double.NaN).low()).isNaN();
        assertThat(VennAbers.fit(cases).apply(Double.NaN).merged()).isNaN();
        assertThat(new TemperatureScaling(2).apply(new double[] {0.5, Double.NaN}))
                .containsOnly(Double.NaN);
    }

    private static List<Fold> folds(int n) {
        return Folds.byUnit(IntStream.range(0, n).mapToObj(Integer::toString).toList(), 5, 1);
    }

    /** The example of brier_score_loss in scikit-learn's documentation, 0.0375: squares of 0.1, 0.1, 0.2 and 0.3. */
    @Test
    void the_brier_score_of_a_published_example() {
        ScoredCases cases = ScoredCases.of(new double[] {0.1, 0.9, 0.8, 0.3}, new boolean[] {false, true, true, false});

        assertThat(BrierScore.of(cases).score()).isCloseTo(0.0375, within(1e-12));
    }

    /** Who says 0.9 of every case and is right in 3 of 4 says 9 to 1 where it is 3 to 1: the root, a temperature of 2. */
    @Test
    void the_temperature_of_an_example_by_hand() {
        double[][] said = new double[4][];
        Arrays.setAll(said, i -> new double[] {0.9, 0.1});

        TemperatureScaling fitted = TemperatureScaling.fit(said, new int[] {0, 0, 0, 1}, new double[] {1, 1, 1, 1});

        assertThat(fitted.temperature()).isCloseTo(2, within(1e-4));
        assertThat(fitted.apply(said[0])[0]).isCloseTo(0.75, within(1e-4));
    }

    private static double temperature(ScoredCases cases) {
        double[][] said = new double[cases.size()][];
        int[] truth = new int[said.length];
        double[] weight = new double[said.length];
        for (int i = 0; i < said.length; i++) {
            said[i] = new double[] {cases.score(i), 1 - cases.score(i)};
            truth[i] = cases.outcome(i) == 1 ? 0 : 1;
            weight[i] = cases.weight(i);
        }
        return Math.log(TemperatureScaling.fit(said, truth, weight).temperature());
    }

    private static List<List<String>> paths(int n, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, n)
                .mapToObj(i -> List.of(random.nextInt(3) == 0 ? "b" : "a", random.nextBoolean() ? "x" : "y"))
                .toList();
    }

    private static double[] scores(ScoredCases cases, DoubleUnaryOperator calibration) {
        return IntStream.range(0, cases.size())
                .mapToDouble(i -> calibration.applyAsDouble(cases.score(i)))
                .toArray();
    }

    private static double[] scores(ScoredCases cases, List<List<String>> paths, SlicedCalibration calibration) {
        return IntStream.range(0, cases.size())
                .mapToDouble(i -> calibration.apply(cases.score(i), paths.get(i)))
                .toArray();
    }

    private static double distance(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .average()
                .orElseThrow();
    }
}
