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

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
