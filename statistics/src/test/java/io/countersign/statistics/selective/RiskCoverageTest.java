package io.countersign.statistics.selective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Repetition;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.Simulated;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RiskCoverageTest {
    private static final ScoredCases FOUR =
            ScoredCases.of(new double[] {0.5, 0.6, 0.7, 0.9}, new boolean[] {false, true, false, true});

    @Test
    void a_worked_example() {
        RiskCoverage curve = RiskCoverage.of(FOUR);

        assertThat(curve.baseRisk()).isEqualTo(0.5);
        assertThat(curve.errorsCaught(0.25)).isEqualTo(0.5);
        assertThat(curve.errorsCaught(0.75)).isEqualTo(1);
        assertThat(curve.combinedAccuracy(0.25, 1)).isEqualTo(0.75);
        assertThat(curve.combinedAccuracy(0.25, 0.8)).isCloseTo(0.7, within(1e-12));
        assertThat(curve.risk(0.5)).isEqualTo(0.5);
        assertThat(curve.thresholdForBudget(0.25)).isEqualTo(0.6);
        assertThat(curve.thresholdForBudget(1)).isInfinite();
    }

    @Test
    void the_area_is_the_mean_risk_over_all_coverages() {
        RiskCoverage curve = RiskCoverage.of(Simulated.cases(500, p -> p, 3));

        double mean = IntStream.range(0, 200_000)
                .mapToDouble(i -> curve.risk((i + 0.5) / 200_000))
                .average()
                .orElseThrow();

        assertThat(curve.area()).isCloseTo(mean, within(1e-4));
    }

    @Test
    void cases_that_tie_are_reviewed_in_expectation() {
        double[] same = new double[100];
        boolean[] right = new boolean[100];
        Arrays.fill(right, 20, 100, true);

        RiskCoverage curve = RiskCoverage.of(ScoredCases.of(same, right));

        assertThat(curve.errorsCaught(0.3)).isCloseTo(0.3, within(1e-12));
        assertThat(curve.area()).isCloseTo(0.2, within(1e-12));
        assertThat(curve.thresholdForBudget(0.3)).isEqualTo(0);
    }

    @Property(tries = 100)
    void the_order_of_cases_does_not_matter(@ForAll @IntRange(min = 1, max = 200) int n, @ForAll long seed) {
        ScoredCases cases = Simulated.cases(n, p -> p, seed);
        List<Integer> order = IntStream.range(0, n).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));

        RiskCoverage shuffled =
                RiskCoverage.of(cases.at(order.stream().mapToInt(i -> i).toArray()));

        assertThat(shuffled.area()).isCloseTo(RiskCoverage.of(cases).area(), within(1e-9));
    }

    @Property(tries = 100)
    void a_monotone_change_of_scores_changes_nothing(@ForAll @IntRange(min = 1, max = 200) int n, @ForAll long seed) {
        ScoredCases cases = Simulated.cases(n, p -> p, seed);
        double[] squashed = IntStream.range(0, n)
                .mapToDouble(i -> Math.atan(10 * cases.score(i)))
                .toArray();

        assertThat(RiskCoverage.of(cases.withScores(squashed)).errorsCaught(0.37))
                .isCloseTo(RiskCoverage.of(cases).errorsCaught(0.37), within(1e-9));
    }

    @Test
    void permuted_labels_leave_no_gain() {
        ScoredCases telling = Simulated.cases(20_000, p -> p, 5);
        int[] order = IntStream.range(0, 20_000).toArray();
        var random = new Random(6);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        ScoredCases permuted = telling.at(order)
                .withScores(
                        IntStream.range(0, 20_000).mapToDouble(telling::score).toArray());

        assertThat(RiskCoverage.of(telling).errorsCaught(0.1)).isGreaterThan(0.17);
        assertThat(RiskCoverage.of(permuted).errorsCaught(0.1)).isCloseTo(0.1, within(0.015));
    }

    @Property(tries = 60)
    void a_weight_is_a_repetition(@ForAll @IntRange(min = 1, max = 80) int n, @ForAll long seed) {
        Repetition cases = Repetition.of(n, seed);
        RiskCoverage byWeight = RiskCoverage.of(cases.weighted());
        RiskCoverage byRepetition = RiskCoverage.of(cases.repeated());

        assertThat(byWeight.area()).isCloseTo(byRepetition.area(), within(1e-9));
        for (double share = 0; share <= 1; share += 0.1) {
            assertThat(byWeight.errorsCaught(share)).isCloseTo(byRepetition.errorsCaught(share), within(1e-9));
        }
    }

    @Property(tries = 60)
    void for_costs_a_weight_is_a_repetition(@ForAll @IntRange(min = 1, max = 80) int n, @ForAll long seed) {
        Repetition cases = Repetition.of(n, seed);
        double[] score =
                IntStream.range(0, n).mapToDouble(cases.weighted()::score).toArray();
        double[] weight =
                IntStream.range(0, n).mapToDouble(cases.weighted()::weight).toArray();
        double[] cost = IntStream.range(0, n)
                .mapToDouble(i -> 10 * (1 - cases.weighted().outcome(i)))
                .toArray();

        CostCurve byWeight = CostCurve.of(score, cost, weight, 1, 10);
        CostCurve byRepetition = CostCurve.of(cases.repeat(score), cases.repeat(cost), 1, 10);

        assertThat(byWeight.points())
                .zipSatisfy(
                        byRepetition.points(),
                        (a, b) -> assertThat(a.costPerCase()).isCloseTo(b.costPerCase(), within(1e-9)));
    }

    @Test
    void marginal_gains_add_up_to_all_errors() {
        List<RiskCoverage.Gain> gains =
                RiskCoverage.of(Simulated.cases(1000, p -> p, 4)).marginalGains(0.05);

        assertThat(gains).hasSize(20);
        assertThat(gains.stream().mapToDouble(RiskCoverage.Gain::errorsCaught).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(gains.getFirst().hitRate()).isGreaterThan(gains.getLast().hitRate());
    }

    @Test
    void the_cheapest_share_weighs_errors_against_reviews() {
        double[] score = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
        double[] cost = new double[100];
        Arrays.fill(cost, 0, 20, 10);

        CostCurve curve = CostCurve.of(score, cost, 1, 20);

        assertThat(curve.best()).isEqualTo(new CostCurve.Point(0.2, 0.2));
        assertThat(curve.at(0)).isEqualTo(2);
        assertThat(curve.at(1)).isEqualTo(1);
    }

    /**
     * Elkan (2001), "The foundations of cost-sensitive learning": with the costs of the German credit data, 5 for good credit
     * given to a bad customer and 1 for the reverse, both answers cost the same where the customer is bad with probability 1/6.
     */
    @Test
    void elkans_threshold_is_where_both_answers_cost_the_same() {
        double[][] cost = {{0, 1}, {5, 0}};
        double[] goodOrBad = {5 / 6.0, 1 / 6.0};

        assertThat(CostCurve.expectedCost(goodOrBad, cost, 0))
                .isCloseTo(CostCurve.expectedCost(goodOrBad, cost, 1), within(1e-12))
                .isCloseTo(5 / 6.0, within(1e-12));
    }

    @Test
    void expected_cost_reads_the_matrix_by_truth_and_answer() {
        double[][] cost = {{0, 1}, {50, 0}};

        assertThat(CostCurve.expectedCost(new double[] {0.9, 0.1}, cost, 0)).isCloseTo(5, within(1e-12));
        assertThat(CostCurve.expectedCost(new double[] {0.9, 0.1}, cost, 1)).isCloseTo(0.9, within(1e-12));
    }
}
