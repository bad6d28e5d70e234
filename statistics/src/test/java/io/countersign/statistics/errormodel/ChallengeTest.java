package io.countersign.statistics.errormodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.folds.Fold;
import io.countersign.statistics.folds.Folds;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

    @Test
    void the_error_model_wins_where_other_signals_tell_more_than_confidence() {
        Challenge challenge = against(SyntheticCases.draw(3_000, 1));

        assertThat(challenge.challengerWins()).isTrue();
        assertThat(challenge.gain().value())
                .isCloseTo(challenge.challengerCaught() - challenge.championCaught(), within(1e-12))
                .isGreaterThan(0.1);
    }

    @Test
    void permuting_the_outcomes_removes_every_gain() {
        List<LabelledCase> permuted = SyntheticCases.withOutcomesPermuted(SyntheticCases.draw(3_000, 1), 2);

        Challenge challenge = against(permuted);

        assertThat(challenge.challengerWins()).isFalse();
        assertThat(challenge.challengerCaught()).isBetween(0.03, 0.17);
    }

    @Test
    void a_challenger_that_is_the_champion_gains_nothing() {
        double[] risk = new SplittableRandom(1).doubles(500).toArray();

        Challenge challenge = contest(risk, risk.clone(), 3);

        assertThat(challenge.gain().value()).isZero();
        assertThat(challenge.challengerWins()).isFalse();
    }

    @Test
    void of_equal_risks_at_the_border_each_counts_in_part() {
        boolean[] wrong = {true, true, false, false};
        double[] same = new double[4];

        Challenge challenge = Challenge.between(same, same, wrong, ones(4), List.of("a", "b", "c", "d"), 0.5, 0.95, 1);

        assertThat(challenge.championCaught()).isEqualTo(0.5);
    }

    @Test
    void under_the_null_the_challenger_seldom_wins() {
        int wins = 0;
        for (int repetition = 0; repetition < 60; repetition++) {
            SplittableRandom random = new SplittableRandom(repetition);
            Challenge challenge =
                    contest(random.doubles(300).toArray(), random.doubles(300).toArray(), repetition);
            wins += challenge.challengerWins() ? 1 : 0;
        }

        assertThat(wins).as("of 60, 2.5 %% are expected").isLessThanOrEqualTo(6);
    }

    /** Every second case is wrong, half of all are reviewed, and in each unit either risk is lucky or not as a whole. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void under_the_null_the_challenger_seldom_wins_with_few_units(int units) {
        int wins = 0;
        for (int repetition = 0; repetition < 600; repetition++) {
            var random = new SplittableRandom(repetition);
            int n = 10 * units;
            boolean[] wrong = new boolean[n];
            IntStream.range(0, n).forEach(i -> wrong[i] = i % 2 == 0);
            List<String> unitOf =
                    IntStream.range(0, n).mapToObj(i -> "unit-" + i / 10).toList();
            double[] champion = luckyByUnit(n, random);
            double[] challenger = luckyByUnit(n, random);
            wins += Challenge.between(champion, challenger, wrong, ones(n), unitOf, 0.5, 0.95, repetition)
                            .challengerWins()
                    ? 1
                    : 0;
        }

        assertThat(wins / 600.0).as("of %d units", units).isLessThan(0.035);
    }

    @Test
    void errors_in_a_single_unit_make_nobody_win() {
        double[] champion = {1, 2, 3, 4, 5, 6, 7, 8};
        double[] challenger = {8, 7, 6, 5, 4, 3, 2, 1};
        boolean[] wrong = {true, true, false, false, false, false, false, false};
        List<String> units = List.of("a", "a", "b", "b", "c", "c", "d", "d");

        Challenge challenge = Challenge.between(champion, challenger, wrong, ones(8), units, 0.25, 0.95, 1);

        assertThat(challenge.gain().value()).isEqualTo(1);
        assertThat(challenge.gain().low()).isEqualTo(-1);
        assertThat(challenge.gain().high()).isEqualTo(1);
        assertThat(challenge.challengerWins()).isFalse();
    }

    @Test
    void within_a_fold_risk_is_a_rank_whatever_the_level_of_the_fold() {
        List<Fold> folds = Folds.forwardInTime(List.of("a", "b", "c", "d", "e", "f"), 3);
        double[] scores = {Double.NaN, Double.NaN, 0.9, 0.8, 0.1, 0.1};

        OutOfFold outOfFold = new OutOfFold(scores, folds);

        assertThat(outOfFold.riskWithinFold()).containsExactly(Double.NaN, Double.NaN, 0.75, 0.25, 0.5, 0.5);
        assertThat(outOfFold.folds()).containsExactly(-1, -1, 0, 0, 1, 1);
    }

    private static Challenge against(List<LabelledCase> cases) {
        List<String> units = cases.stream().map(LabelledCase::unit).toList();
        double[] learnt = CrossFitting.run(cases, Folds.byUnit(units, 3, 1), 1).errorProbabilities();
        double[] raw = cases.stream()
                .mapToDouble(known -> 1 - known.signals().confidence())
                .toArray();
        boolean[] wrong = new boolean[cases.size()];
        IntStream.range(0, wrong.length).forEach(i -> wrong[i] = cases.get(i).wrong());
        return Challenge.between(raw, learnt, wrong, ones(wrong.length), units, 0.1, 0.95, 1);
    }

    private static Challenge contest(double[] champion, double[] challenger, long seed) {
        SplittableRandom random = new SplittableRandom(seed + 1_000);
        boolean[] wrong = new boolean[champion.length];
        IntStream.range(0, wrong.length).forEach(i -> wrong[i] = random.nextInt(5) == 0);
        List<String> units =
                IntStream.range(0, wrong.length).mapToObj(String::valueOf).toList();
        return Challenge.between(champion, challenger, wrong, ones(wrong.length), units, 0.1, 0.95, seed);
    }

    private static double[] luckyByUnit(int n, SplittableRandom random) {
        double[] luck = IntStream.range(0, n / 10)
                .mapToDouble(u -> random.nextGaussian())
                .toArray();
        return IntStream.range(0, n)
                .mapToDouble(i -> (i % 2 == 0 ? luck[i / 10] : -luck[i / 10]) + random.nextGaussian())
                .toArray();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
