package io.countersign.statistics.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LearnThenTestTest {
    private static final Promise FIVE_PERCENT = new Promise(0.05, 0.95);
    private static final Promise TWENTY_PERCENT = new Promise(0.2, 0.95);
    private static final Scope ALL = Scope.all("m@1");
    private static final LearnThenTest TEST = LearnThenTest.withStartsByEvidence();
    private static final double[] GRID = LearnThenTest.thresholds(
            IntStream.range(0, 10_000).mapToDouble(i -> i / 10_000.0).toArray());

    /** P(Bin(59, 0.05) = 0) = 0.0485: the "rule of 59" of audit tables. */
    @Test
    void fifty_nine_audits_without_an_error_prove_five_percent_and_fifty_eight_do_not() {
        assertThat(oneThreshold(59)).isTrue();
        assertThat(oneThreshold(58)).isFalse();
    }

    private static boolean oneThreshold(int audits) {
        double[] score = new double[audits];
        Arrays.fill(score, 0.9);
        return LearnThenTest.withStarts(1)
                .certify(
                        Evidence.independent(score, new boolean[audits]),
                        new double[] {Double.NEGATIVE_INFINITY},
                        FIVE_PERCENT,
                        ALL)
                .grants();
    }

    @Test
    void a_certificate_carries_its_evidence_and_what_it_assumes() {
        var random = new SplittableRandom(1);

        Certificate certificate = TEST.certify(sample(random, 2000, 1), GRID, TWENTY_PERCENT, ALL);

        assertThat(certificate.grants()).isTrue();
        assertThat(certificate.units()).isEqualTo((int) Math.round(certificate.automatedShare() * 2000));
        assertThat(certificate.errors() / (double) certificate.units()).isLessThan(0.2);
        assertThat(certificate.covers(certificate.threshold())).isFalse();
        assertThat(certificate.assumptions()).anyMatch(words -> words.contains("independent"));
    }

    @Test
    void without_evidence_nothing_is_granted() {
        Certificate none = TEST.certify(Evidence.independent(new double[0], new boolean[0]), GRID, FIVE_PERCENT, ALL);

        assertThat(none.grants()).isFalse();
        assertThat(none.covers(1)).isFalse();
        assertThat(none.automatedShare()).isZero();
    }

    /** The error above t is (1 - t) / 2, so a threshold under 0.6 breaks a promise of 20 %. */
    @Test
    void the_promise_is_broken_at_most_as_often_as_said_and_a_good_share_is_automated() {
        var random = new SplittableRandom(2);
        int broken = 0;
        double share = 0;
        int runs = 500;
        for (int run = 0; run < runs; run++) {
            Certificate certificate = TEST.certify(sample(random, 2000, 1), GRID, TWENTY_PERCENT, ALL);
            broken += certificate.grants() && certificate.threshold() < 0.6 - 1e-9 ? 1 : 0;
            share += certificate.automatedShare() / runs;
        }
        assertThat(broken).isLessThanOrEqualTo(36);
        assertThat(share).isBetween(0.32, 0.4);
    }

    @Test
    void selective_guaranteed_risk_keeps_the_promise_too() {
        var random = new SplittableRandom(3);
        int broken = 0;
        for (int run = 0; run < 300; run++) {
            Certificate certificate = SelectiveGuaranteedRisk.certify(sample(random, 2000, 1), TWENTY_PERCENT, ALL);
            broken += certificate.grants() && certificate.threshold() < 0.6 - 1e-9 ? 1 : 0;
        }
        assertThat(broken).isLessThanOrEqualTo(25);
    }

    /** Units of ten copies: ten times less evidence than it looks. All cases have the error rate 5.2 %, above the target 5 %. */
    @Test
    void counting_units_keeps_the_promise_where_counting_cases_breaks_it() {
        var random = new SplittableRandom(4);
        int brokenByCases = 0;
        int brokenByUnits = 0;
        for (int run = 0; run < 300; run++) {
            boolean[] wrong = new boolean[1000];
            double[] score = new double[1000];
            int[] unit = new int[1000];
            for (int u = 0; u < 100; u++) {
                boolean unitWrong = random.nextDouble() < 0.052;
                for (int k = 0; k < 10; k++) {
                    wrong[10 * u + k] = unitWrong;
                    unit[10 * u + k] = u;
                    score[10 * u + k] = random.nextDouble();
                }
            }
            double[] everything = {Double.NEGATIVE_INFINITY};
            LearnThenTest one = LearnThenTest.withStarts(1);
            brokenByCases += one.certify(Evidence.independent(score, wrong), everything, FIVE_PERCENT, ALL)
                            .grants()
                    ? 1
                    : 0;
            brokenByUnits += one.certify(Evidence.clustered(score, wrong, unit), everything, FIVE_PERCENT, ALL)
                            .grants()
                    ? 1
                    : 0;
        }
        assertThat(brokenByCases).isGreaterThan(40);
        assertThat(brokenByUnits).isLessThanOrEqualTo(15);
    }

    @Test
    void units_still_certify_what_is_plainly_good() {
        var random = new SplittableRandom(5);

        Certificate certificate = TEST.certify(sample(random, 4000, 4), GRID, new Promise(0.3, 0.95), ALL);

        assertThat(certificate.automatedShare()).isBetween(0.4, 0.6);
        assertThat(certificate.units()).isLessThanOrEqualTo(1000);
    }

    /** Without an error the bound is that of Poisson counts of units: exp(-target * units). */
    @Test
    void units_of_one_size_count_as_so_many_cases() {
        int units = 60;
        int[] unit = IntStream.range(0, 5 * units).map(i -> i / 5).toArray();
        Evidence clean = Evidence.clustered(new double[5 * units], new boolean[5 * units], unit);

        assertThat(new WeightedUnits(clean, 0.05).pValue(-1)).isCloseTo(Math.exp(-0.05 * units), within(1e-9));
    }

    @Test
    void one_large_unit_takes_most_of_what_many_small_ones_prove() {
        int[] unit = IntStream.range(0, 100).map(i -> i < 20 ? 0 : i).toArray();
        Evidence clean = Evidence.clustered(new double[100], new boolean[100], unit);

        assertThat(new WeightedUnits(clean, 0.05).pValue(-1)).isCloseTo(Math.exp(-0.05 * 100 / 20), within(1e-9));
    }

    @Test
    void the_order_of_units_plays_no_part() {
        var evidence = sample(new SplittableRandom(6), 400, 4);
        double[] score = IntStream.range(0, 400)
                .mapToDouble(i -> evidence.score(399 - i))
                .toArray();
        boolean[] wrong = new boolean[400];
        int[] unit = new int[400];
        for (int i = 0; i < 400; i++) {
            wrong[i] = evidence.wrong(399 - i);
            unit[i] = 1000 - evidence.unit(399 - i);
        }

        double forwards = new WeightedUnits(evidence, 0.3).pValue(0.5);

        assertThat(new WeightedUnits(Evidence.clustered(score, wrong, unit), 0.3).pValue(0.5))
                .isCloseTo(forwards, within(1e-9));
    }

    /** The surest 1 % err in 10 %, the next 6 % in 1 %, all others in a third: 2.3 % among the surest 7 %. */
    @Test
    void plenty_of_evidence_finds_a_promise_that_holds_only_in_the_middle() {
        int cases = 30_000;
        double[] score = IntStream.range(0, cases)
                .mapToDouble(i -> 1 - (double) i / cases)
                .toArray();
        boolean[] wrong = new boolean[cases];
        for (int i = 0; i < cases; i++) {
            int every = i < 300 ? 10 : i < 2_100 ? 100 : 3;
            wrong[i] = i % every == 0;
        }
        Evidence evidence = Evidence.independent(score, wrong);

        double[] thresholds = LearnThenTest.thresholds(score);

        assertThat(TEST.certify(evidence, thresholds, FIVE_PERCENT, ALL).automatedShare())
                .isBetween(0.06, 0.085);
        assertThat(LearnThenTest.withStarts(4)
                        .certify(evidence, thresholds, FIVE_PERCENT, ALL)
                        .grants())
                .isFalse();
    }

    @Test
    void slices_share_the_confidence_between_them() {
        double[] score = new double[70];
        Arrays.fill(score, 0.9);
        Evidence clean = Evidence.independent(score, new boolean[70]);
        double[] everything = {Double.NEGATIVE_INFINITY};
        LearnThenTest one = LearnThenTest.withStarts(1);

        // 70 clean audits give p = 0.0276: enough alone, not enough for one of two.
        assertThat(one.certify(clean, everything, FIVE_PERCENT, ALL).grants()).isTrue();
        assertThat(one.certifySlices(Map.of("a", clean, "b", clean), everything, FIVE_PERCENT, "m@1")
                        .values())
                .hasSize(2)
                .noneMatch(Certificate::grants);
    }

    @Test
    void scores_among_which_one_is_picked_share_the_confidence_between_them() {
        double[] score = new double[70];
        Arrays.fill(score, 0.9);
        Evidence clean = Evidence.independent(score, new boolean[70]);
        double[] everything = {Double.NEGATIVE_INFINITY};
        LearnThenTest ofTwo = LearnThenTest.withStarts(1).forOneScoreOf(2);

        // 70 clean audits give p = 0.0276, 72 give 0.0249.
        Certificate none = ofTwo.certify(clean, everything, FIVE_PERCENT, ALL);
        assertThat(none.grants()).isFalse();
        assertThat(none.promise()).isEqualTo(FIVE_PERCENT);
        double[] more = new double[72];
        Arrays.fill(more, 0.9);
        assertThat(ofTwo.certify(Evidence.independent(more, new boolean[72]), everything, FIVE_PERCENT, ALL)
                        .grants())
                .isTrue();
    }

    @Test
    void a_promise_beyond_0_and_1_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Promise(0, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> new Promise(0.05, 1));
    }

    /** Scores uniform on 0..1, wrong with probability 1 - score; units of the given size share one draw of luck. */
    private static Evidence sample(SplittableRandom random, int cases, int unitSize) {
        double[] score = new double[cases];
        boolean[] wrong = new boolean[cases];
        int[] unit = new int[cases];
        double luck = 0;
        for (int i = 0; i < cases; i++) {
            luck = i % unitSize == 0 ? random.nextDouble() : luck;
            score[i] = random.nextDouble();
            wrong[i] = luck < 1 - score[i];
            unit[i] = i / unitSize;
        }
        return unitSize == 1 ? Evidence.independent(score, wrong) : Evidence.clustered(score, wrong, unit);
    }
}
