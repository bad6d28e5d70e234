package io.countersign.statistics.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.statistics.guarantee.Certificate;
import io.countersign.statistics.guarantee.Evidence;
import io.countersign.statistics.guarantee.LearnThenTest;
import io.countersign.statistics.guarantee.Promise;
import io.countersign.statistics.guarantee.Scope;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates from 1,000 labels, again and again. */
class GuaranteesTest {
    private static final int LABELS = 1_000;
    private static final double CHANCE = 0.05;
    private static final LearnThenTest TEST = LearnThenTest.withStartsByEvidence();
    private static final double[] THRESHOLDS = LearnThenTest.thresholds(
            IntStream.range(0, 10_000).mapToDouble(i -> i / 10_000.0).toArray());

    /** Independent cases of a known law: see {@link ClusteredCases}, with units of one case. */
    @ParameterizedTest
    @CsvSource({"0.05, 0.5, 0.71", "0.02, 0.02, 0.45"})
    void of_independent_cases_the_promise_is_broken_at_most_as_often_as_it_says(
            double target, double leastShare, double mostShare) {
        int repetitions = Repetitions.orBriefly(300);

        Repeated by = repeat(target, 1, LABELS, repetitions, GuaranteesTest::countingCases);

        row("simulated, independent", target, "law", by, repetitions);
        assertThat(by.broken()).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
        assertThat(by.automated()).isBetween(leastShare, mostShare);
    }

    /** With more labels there are more starts, among which the chance of being wrong is divided. */
    @Test
    void of_plenty_of_labels_the_promise_is_kept_and_nearly_all_that_could_be_is_automated() {
        int repetitions = Repetitions.orBriefly(50);

        Repeated by = repeat(0.05, 1, 20 * LABELS, repetitions, GuaranteesTest::countingCases);

        row("simulated, 20,000 independent", 0.05, "law", by, repetitions);
        assertThat(by.broken()).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
        assertThat(by.automated()).isBetween(0.66, 0.71);
    }

    @ParameterizedTest
    @CsvSource({"6", "10"})
    void of_cases_in_units_the_promise_holds_where_counting_cases_breaks_it(int size) {
        int repetitions = Repetitions.orBriefly(200);

        Repeated byCases = repeat(0.05, size, LABELS, repetitions, GuaranteesTest::countingCases);
        Repeated byUnits = repeat(0.05, size, LABELS, repetitions, GuaranteesTest::countingUnits);

        row("simulated, units of " + size + ", cases counted", 0.05, "law", byCases, repetitions);
        row("simulated, units of " + size + ", units counted", 0.05, "law", byUnits, repetitions);
        assertThat(byCases.broken()).isGreaterThan(2 * CHANCE);
        assertThat(byUnits.broken()).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
    }

    @Test
    void enough_units_still_let_much_be_automated() {
        int repetitions = Repetitions.orBriefly(40);

        Repeated byUnits = repeat(0.05, 4, 4 * LABELS, repetitions, GuaranteesTest::countingUnits);

        row("simulated, 1,000 units of 4, units counted", 0.05, "law", byUnits, repetitions);
        assertThat(byUnits.broken()).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
        assertThat(byUnits.automated()).isGreaterThan(0.4);
    }

    @OnRealCases
    @ParameterizedTest
    @CsvSource({
        "davidson, 0.05, 76",
        "clinc150, 0.05, 75",
        "convabuse, 0.05, 74",
        "cifar10h, 0.05, 95",
        "davidson, 0.02, 6",
        "clinc150, 0.02, 26",
        "convabuse, 0.02, 15",
        "cifar10h, 0.02, 85"
    })
    void on_real_cases_the_promise_is_kept_and_much_is_automated(String set, double target, double reference) {
        int repetitions = Repetitions.orBriefly(200);
        RealCases cases = RealCases.of(set);

        var raw = new RepeatedCertification(TEST, cases.wrong(), cases.rawConfidence())
                .repeat(target, LABELS, repetitions, 3);
        var modelled = new RepeatedCertification(TEST, cases.wrong(), cases.modelledConfidence())
                .repeat(target, LABELS, repetitions, 3);
        var modelledOfTwo = new RepeatedCertification(TEST.forOneScoreOf(2), cases.wrong(), cases.modelledConfidence())
                .repeat(target, LABELS, repetitions, 3);
        var pickedOfTwo = new RepeatedCertification(
                        TEST.forOneScoreOf(2), cases.wrong(), cases.rawConfidence(), cases.modelledConfidence())
                .repeat(target, LABELS, repetitions, 3);

        row(set, target, "raw confidence", raw, repetitions);
        row(set, target, "error model", modelled, repetitions);
        row(set, target, "error model, one of two scores", modelledOfTwo, repetitions);
        row(set, target, "whichever of the two automates more", pickedOfTwo, repetitions);
        for (Repeated measured : List.of(raw, modelled, modelledOfTwo, pickedOfTwo)) {
            assertThat(measured.broken()).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
        }
        assertThat(100 * modelled.automated()).isGreaterThan(reference - 5);
        assertThat(100 * modelledOfTwo.automated()).isGreaterThan(reference - 5);
    }

    /** Twenty scores with luck of their own, each with an error of 5.05 % in the half of the cases where it is surest. */
    @Test
    void of_a_score_picked_by_the_same_labels_the_promise_holds_where_each_alone_would_break_it() {
        int repetitions = Repetitions.orBriefly(50);
        var random = new SplittableRandom(12);
        boolean[] wrong = new boolean[100_000];
        double[][] scores = new double[20][wrong.length];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = random.nextDouble() < 0.3;
            for (double[] score : scores) {
                boolean surest = random.nextDouble() < (wrong[i] ? 0.0505 / 0.3 : 0.9495 / 0.7) / 2;
                score[i] = (surest ? 1 : 0) + random.nextDouble();
            }
        }

        Repeated alone = new RepeatedCertification(TEST, wrong, scores).repeat(0.05, LABELS, repetitions, 4);
        Repeated together =
                new RepeatedCertification(TEST.forOneScoreOf(20), wrong, scores).repeat(0.05, LABELS, repetitions, 4);

        row("simulated, the best of 20 scores, each tested alone", 0.05, "law", alone, repetitions);
        row("simulated, the best of 20 scores, tested together", 0.05, "law", together, repetitions);
        assertThat(alone.broken()).isGreaterThan(2 * CHANCE);
        assertThat(together.broken()).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
    }

    private static void row(String cases, double target, String score, Repeated measured, int repetitions) {
        MeasuredTable.named("guarantees", "cases", "target", "score", "automated", "promise broken", "repetitions")
                .row(
                        cases,
                        MeasuredTable.percent(target),
                        score,
                        MeasuredTable.percent(measured.automated()),
                        MeasuredTable.percent(measured.broken()),
                        repetitions);
    }

    private static Repeated repeat(
            double target, int size, int labels, int repetitions, Function<ClusteredCases, Evidence> counting) {
        var random = new SplittableRandom(11);
        Promise promise = new Promise(target, 1 - CHANCE);
        double automated = 0;
        int broken = 0;
        for (int r = 0; r < repetitions; r++) {
            Evidence evidence = counting.apply(ClusteredCases.draw(labels / size, size, random));
            Certificate certificate = TEST.certify(evidence, THRESHOLDS, promise, Scope.all("m@1"));
            automated += certificate.automatedShare() / repetitions;
            broken += certificate.grants() && certificate.threshold() < ClusteredCases.lowestHonest(target) - 1e-9
                    ? 1
                    : 0;
        }
        return new Repeated(automated, (double) broken / repetitions);
    }

    private static Evidence countingCases(ClusteredCases cases) {
        return Evidence.independent(cases.score(), cases.wrong());
    }

    private static Evidence countingUnits(ClusteredCases cases) {
        return Evidence.clustered(cases.score(), cases.wrong(), cases.unit());
    }
}
