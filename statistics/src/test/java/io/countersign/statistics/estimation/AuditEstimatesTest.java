package io.countersign.statistics.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Estimate;
import io.countersign.statistics.Interval;
import io.countersign.statistics.Repetition;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AuditEstimatesTest {

    /** Short in every build; {@code -Dcountersign.repetitions=5000} for a long look. */
    private static final int REPETITIONS = Integer.getInteger("countersign.repetitions", 400);

    @Test
    void the_textbook_total_is_each_outcome_over_its_probability() {
        AuditSample sample = AuditSample.of(
                new double[4],
                new double[] {0.5, 0.25, 0.5, 0.5},
                new boolean[] {true, true, false, false},
                new double[] {1, 1, Double.NaN, Double.NaN});

        Estimate estimate = AuditEstimates.horvitzThompson(sample, 0.95);

        assertThat(estimate.value()).isCloseTo((1 / 0.5 + 1 / 0.25) / 4, within(1e-12));
        double variance = (0.5 / 0.25 + 0.75 / 0.0625) / 16;
        assertThat(estimate.width()).isCloseTo(2 * 1.959964 * Math.sqrt(variance), within(1e-5));
    }

    /**
     * As in ppi_py's own test of its point estimate (Angelopoulos et al.): predictions that are too high by the same everywhere
     * are taken at their mean, less that.
     */
    @Test
    void predictions_that_are_off_by_the_same_everywhere_are_set_right_exactly() {
        AuditSample sample = AuditSample.of(
                new double[] {0.6, 0.7, 0.8, 0.7, 0.7, 0.7},
                new double[] {0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
                new boolean[] {true, true, true, false, false, false},
                new double[] {0.1, 0.2, 0.3, Double.NaN, Double.NaN, Double.NaN});

        assertThat(AuditEstimates.power(sample)).isCloseTo(1, within(1e-12));
        assertThat(AuditEstimates.predictionPowered(sample, 0.95).value()).isCloseTo(0.7 - 0.5, within(1e-12));
        assertThat(AuditEstimates.predictionPowered(sample, 0.95).low()).isLessThan(0.2);
        assertThat(AuditEstimates.predictionPowered(sample, 0.95).high()).isGreaterThan(0.2);
    }

    /** By hand: mean prediction 0.5, mean residual of the audited (-0.2 + 0.4 + 0.2) / 3, and none is tuned away. */
    @Test
    void the_difference_estimate_is_the_closed_form_of_prediction_powered_inference() {
        AuditSample sample = AuditSample.of(
                new double[] {0.2, 0.4, 0.6, 0.8, 0.5, 0.5},
                new double[] {0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
                new boolean[] {true, false, true, true, false, false},
                new double[] {0, Double.NaN, 1, 1, Double.NaN, Double.NaN});

        Estimate estimate = AuditEstimates.difference(sample, 0.95);

        assertThat(estimate.value()).isCloseTo(0.5 + 0.4 / 3, within(1e-12));
        double variance = (0.04 + 0.16 + 0.04) * (1 - 0.5) / (0.5 * 0.5) / 36;
        assertThat(estimate.width()).isCloseTo(2 * 1.959964 * Math.sqrt(variance), within(1e-5));
    }

    @Test
    void without_an_audit_the_ends_are_not_known() {
        AuditSample sample = AuditSample.of(
                new double[] {0.9, 0.7}, new double[] {0.1, 0.1}, new boolean[2], new double[] {Double.NaN, Double.NaN
                });

        for (Function<AuditSample, Estimate> estimator : Cases.ESTIMATORS) {
            assertThat(estimator.apply(sample).low()).isNaN();
            assertThat(estimator.apply(sample).high()).isNaN();
        }
    }

    @Test
    void sixty_audits_without_an_error_leave_room_for_those_that_were_not_seen() {
        double[] plan = new double[6_000];
        Arrays.fill(plan, 0.01);
        boolean[] audited = new boolean[6_000];
        Arrays.fill(audited, 0, 60, true);
        double[] right = new double[6_000];
        Arrays.fill(right, 1);
        double[] wrong = new double[6_000];

        Estimate allRight = AuditEstimates.hajek(AuditSample.of(right, plan, audited, right), 0.95);
        Estimate allWrong = AuditEstimates.horvitzThompson(AuditSample.of(wrong, plan, audited, wrong), 0.95);
        Estimate allForetold = AuditEstimates.difference(AuditSample.of(right, plan, audited, right), 0.95);

        double exact = Interval.clopperPearson(60, 60, 0.95).low();
        assertThat(allRight.low()).isCloseTo(exact, within(0.003));
        assertThat(allRight.high()).isEqualTo(1);
        assertThat(allForetold.low()).isCloseTo(exact, within(0.003));
        assertThat(allWrong.low()).isZero();
        assertThat(allWrong.high()).isCloseTo(1 - exact, within(0.003));
    }

    @Test
    void with_errors_so_rare_that_audits_often_find_none_intervals_still_cover() {
        double[] outcome = new double[2_000];
        Arrays.fill(outcome, 0, 1_960, 1);
        double[] plan = new double[2_000];
        Arrays.fill(plan, 0.03);
        Cases rare = new Cases(outcome.clone(), outcome);
        SplittableRandom random = new SplittableRandom(6);
        int without = 0;
        int covered = 0;
        while (without < 200) {
            AuditSample sample = rare.audited(plan, random);
            Estimate estimate = AuditEstimates.hajek(sample, 0.95);
            if (estimate.value() == 1) {
                without++;
                covered += estimate.covers(rare.truth()) ? 1 : 0;
            }
        }

        assertThat(covered).isEqualTo(without);
    }

    @Test
    void when_everything_is_audited_nothing_is_uncertain() {
        SplittableRandom random = new SplittableRandom(1);
        double[] outcome = random.doubles(100).toArray();
        boolean[] all = new boolean[100];
        Arrays.fill(all, true);
        double[] certain = new double[100];
        Arrays.fill(certain, 1);
        AuditSample sample = AuditSample.of(random.doubles(100).toArray(), certain, all, outcome);

        for (Function<AuditSample, Estimate> estimator : Cases.ESTIMATORS) {
            assertThat(estimator.apply(sample).value())
                    .isCloseTo(Arrays.stream(outcome).average().orElseThrow(), within(1e-12));
            assertThat(estimator.apply(sample).width()).isZero();
        }
    }

    @Test
    void intervals_cover_as_often_as_they_say() {
        Cases cases = Cases.draw(3_000, 2);
        double[] active = AuditPlan.probabilities(AuditPlan.deviations(cases.prediction()), 400, 0.2);
        double[] uniform = AuditPlan.probabilities(AuditPlan.deviations(cases.prediction()), 400, 1);

        assertThat(coverage(cases, uniform, s -> AuditEstimates.horvitzThompson(s, 0.95)))
                .isBetween(0.92, 0.98);
        assertThat(coverage(cases, uniform, s -> AuditEstimates.hajek(s, 0.95))).isBetween(0.92, 0.98);
        assertThat(coverage(cases, uniform, s -> AuditEstimates.predictionPowered(s, 0.95)))
                .isBetween(0.92, 0.98);
        assertThat(coverage(cases, active, s -> AuditEstimates.difference(s, 0.95)))
                .isBetween(0.92, 0.98);
        assertThat(coverage(cases, active, s -> AuditEstimates.predictionPowered(s, 0.95)))
                .isBetween(0.92, 0.98);
    }

    @Test
    void predictions_and_active_audits_save_labels() {
        Cases cases = Cases.draw(3_000, 3);
        double[] active = AuditPlan.probabilities(AuditPlan.deviations(cases.prediction()), 400, 0.2);
        double[] uniform = AuditPlan.probabilities(AuditPlan.deviations(cases.prediction()), 400, 1);

        double plain = width(cases, uniform, s -> AuditEstimates.hajek(s, 0.95));
        double powered = width(cases, uniform, s -> AuditEstimates.predictionPowered(s, 0.95));
        double both = width(cases, active, s -> AuditEstimates.predictionPowered(s, 0.95));

        assertThat(powered).isLessThan(0.9 * plain);
        assertThat(both).isLessThan(0.95 * powered);
    }

    @Test
    void useless_predictions_cost_next_to_nothing() {
        Cases cases = Cases.draw(3_000, 4);
        double[] noise = new SplittableRandom(9).doubles(3_000).toArray();
        Cases fooled = new Cases(noise, cases.outcome());
        double[] uniform = new double[3_000];
        Arrays.fill(uniform, 0.1);

        double plain = width(fooled, uniform, s -> AuditEstimates.hajek(s, 0.95));
        double powered = width(fooled, uniform, s -> AuditEstimates.predictionPowered(s, 0.95));
        double trusting = width(fooled, uniform, s -> AuditEstimates.difference(s, 0.95));

        assertThat(powered).isLessThan(1.02 * plain);
        assertThat(trusting).isGreaterThan(1.2 * plain);
    }

    @Property(tries = 60)
    void for_the_value_of_an_estimate_a_weight_is_a_repetition(
            @ForAll @IntRange(min = 2, max = 60) int n, @ForAll long seed) {
        Repetition cases = Repetition.of(n, seed);
        SplittableRandom random = new SplittableRandom(seed);
        double[] outcome =
                IntStream.range(0, n).mapToDouble(cases.weighted()::outcome).toArray();
        double[] weight =
                IntStream.range(0, n).mapToDouble(cases.weighted()::weight).toArray();
        double[] prediction = random.doubles(n).toArray();
        double[] probability = random.doubles(n, 0.2, 0.9).toArray();
        boolean[] audited = new boolean[n];
        for (int i = 0; i < n; i++) {
            audited[i] = i == 0 || random.nextDouble() < probability[i];
        }
        boolean[] auditedAgain = new boolean[cases.positions().length];
        for (int k = 0; k < auditedAgain.length; k++) {
            auditedAgain[k] = audited[cases.positions()[k]];
        }
        AuditSample byWeight = AuditSample.of(prediction, probability, audited, outcome, weight);
        AuditSample byRepetition = AuditSample.of(
                cases.repeat(prediction), cases.repeat(probability), auditedAgain, cases.repeat(outcome));

        for (Function<AuditSample, Estimate> estimator : Cases.ESTIMATORS.subList(0, 3)) {
            assertThat(estimator.apply(byWeight).value())
                    .isCloseTo(estimator.apply(byRepetition).value(), within(1e-9));
        }
    }

    @Test
    void what_no_audit_could_reach_is_refused() {
        assertThatThrownBy(() ->
                        AuditSample.of(new double[] {0.5}, new double[] {0}, new boolean[] {false}, new double[] {0}))
                .hasMessageContaining("case 0")
                .hasMessageContaining("probability 0.0");
    }

    @Property(tries = 50)
    void a_plan_spends_its_budget_within_its_bounds(
            @ForAll @IntRange(min = 1, max = 500) int n,
            @ForAll @DoubleRange(min = 0.01, max = 1) double share,
            @ForAll @DoubleRange(min = 0.01, max = 1) double floor,
            @ForAll @IntRange(max = 10_000) int seed) {
        double[] deviations =
                new SplittableRandom(seed).doubles(n).map(u -> u * u * u).toArray();

        double[] plan = AuditPlan.probabilities(deviations, share * n, floor);

        assertThat(Arrays.stream(plan).sum()).isCloseTo(share * n, within(1e-6 * n));
        assertThat(Arrays.stream(plan).min().orElseThrow()).isGreaterThanOrEqualTo(Math.min(1, floor * share) - 1e-9);
        assertThat(Arrays.stream(plan).max().orElseThrow()).isLessThanOrEqualTo(1);
    }

    @Test
    void a_case_of_weight_two_is_as_likely_to_be_audited_as_one_of_two_alike() {
        double[] twice = AuditPlan.probabilities(new double[] {0.1, 0.1, 0.4, 0.3}, 1, 0.5);
        double[] weighted = AuditPlan.probabilities(new double[] {0.1, 0.4, 0.3}, new double[] {2, 1, 1}, 1, 0.5);

        assertThat(weighted[0]).isCloseTo(twice[0] + twice[1], within(1e-12));
        assertThat(weighted[1]).isCloseTo(twice[2], within(1e-12));
        assertThat(weighted[2]).isCloseTo(twice[3], within(1e-12));
        assertThatThrownBy(() -> AuditPlan.probabilities(new double[] {0.1, 0.4}, new double[] {1, 0}, 1, 0.5))
                .hasMessage("weights must be positive and finite; weight 1 is 0.0");
    }

    @Test
    void wrong_expectations_get_uniform_audits_and_right_ones_the_least_floor() {
        SplittableRandom random = new SplittableRandom(5);
        double[] deviations = random.doubles(2_000, 0.05, 0.5).toArray();
        double[] asExpected = deviations.clone();
        double[] contrary = Arrays.stream(deviations).map(d -> 0.55 - d).toArray();
        double[] ones = new double[2_000];
        Arrays.fill(ones, 1);

        assertThat(AuditPlan.floor(deviations, asExpected, ones)).isEqualTo(0.25);
        assertThat(AuditPlan.floor(deviations, contrary, ones)).isGreaterThan(0.8);
    }

    private static double coverage(Cases cases, double[] plan, Function<AuditSample, Estimate> estimator) {
        SplittableRandom random = new SplittableRandom(17);
        int covered = 0;
        for (int r = 0; r < REPETITIONS; r++) {
            covered += estimator.apply(cases.audited(plan, random)).covers(cases.truth()) ? 1 : 0;
        }
        return covered / (double) REPETITIONS;
    }

    private static double width(Cases cases, double[] plan, Function<AuditSample, Estimate> estimator) {
        SplittableRandom random = new SplittableRandom(18);
        double sum = 0;
        for (int r = 0; r < 100; r++) {
            sum += estimator.apply(cases.audited(plan, random)).width();
        }
        return sum / 100;
    }
}
