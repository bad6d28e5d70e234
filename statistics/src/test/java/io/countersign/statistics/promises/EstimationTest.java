package io.countersign.statistics.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Five hundred audits, again and again. */
class EstimationTest {
    private static final int AUDITS = 500;
    private static final int EARLIER = 300;

    @Test
    void where_confidence_informs_intervals_cover_and_labels_are_saved() {
        int repetitions = Repetitions.orBriefly(400);
        RepeatedAudits audits = simulated(true);

        RepeatedAudits.Outcome uniform = audits.uniform(AUDITS, repetitions, 1);
        RepeatedAudits.Outcome powered = audits.predictionPowered(AUDITS, repetitions, 2);
        RepeatedAudits.Outcome active = audits.active(AUDITS, EARLIER, repetitions, 3);

        row("simulated, confidence informs", uniform, powered, active, repetitions);
        covers(uniform, repetitions);
        covers(powered, repetitions);
        covers(active, repetitions);
        assertThat(powered.savingAgainst(uniform)).isGreaterThan(1.2);
        assertThat(active.savingAgainst(uniform)).isGreaterThan(1.6);
    }

    @Test
    void where_confidence_misleads_nothing_is_lost() {
        int repetitions = Repetitions.orBriefly(400);
        RepeatedAudits audits = simulated(false);

        RepeatedAudits.Outcome uniform = audits.uniform(AUDITS, repetitions, 4);
        RepeatedAudits.Outcome powered = audits.predictionPowered(AUDITS, repetitions, 5);
        RepeatedAudits.Outcome active = audits.active(AUDITS, EARLIER, repetitions, 6);

        row("simulated, confidence is noise", uniform, powered, active, repetitions);
        covers(active, repetitions);
        assertThat(powered.width()).isLessThanOrEqualTo(1.05 * uniform.width());
        assertThat(active.width()).isLessThanOrEqualTo(1.05 * uniform.width());
    }

    /** The least saving is the reference less a tenth. */
    @OnRealCases
    @ParameterizedTest
    @CsvSource({
        "cifar10h, 3.53",
        "clinc150, 3.57",
        "davidson, 1.75",
        "convabuse, 1.57",
        "hatecheck, 1.20",
        "vehicle_fraud, 1.09",
        "credit_default, 1.04",
        "forecasts538, 0.94",
        "elec2, 0.907"
    })
    void on_real_cases_intervals_cover_and_labels_are_saved(String set, double leastSaving) {
        int repetitions = Repetitions.orBriefly(300);
        RealCases cases = RealCases.of(set);
        RepeatedAudits audits = new RepeatedAudits(cases.modelledConfidence(), cases.wrong());

        RepeatedAudits.Outcome uniform = audits.uniform(AUDITS, repetitions, 7);
        RepeatedAudits.Outcome powered = audits.predictionPowered(AUDITS, repetitions, 8);
        RepeatedAudits.Outcome active = audits.active(AUDITS, EARLIER, repetitions, 9);

        row(set, uniform, powered, active, repetitions);
        covers(uniform, repetitions);
        covers(powered, repetitions);
        covers(active, repetitions);
        assertThat(powered.width()).isLessThanOrEqualTo(1.05 * uniform.width());
        assertThat(active.width()).isLessThanOrEqualTo(1.05 * uniform.width());
        assertThat(active.savingAgainst(uniform)).isGreaterThanOrEqualTo(leastSaving);
    }

    /** 93 to 97 in a hundred, with room for the luck of so many repetitions. */
    private static void covers(RepeatedAudits.Outcome outcome, int repetitions) {
        double luck = Repetitions.withLuck(0.05, repetitions) - 0.05;
        assertThat(outcome.coverage()).isBetween(Math.min(0.93, 0.95 - luck), Math.max(0.97, Math.min(1, 0.95 + luck)));
    }

    private static RepeatedAudits simulated(boolean informs) {
        var random = new SplittableRandom(10);
        int n = 5_000;
        double[] right = random.doubles(n).map(u -> 1 - 0.6 * u * u * u).toArray();
        boolean[] wrong = new boolean[n];
        for (int i = 0; i < n; i++) {
            wrong[i] = random.nextDouble() >= right[i];
        }
        double[] said = informs
                ? right
                : Arrays.stream(right).map(p -> 1 - 0.6 * random.nextDouble()).toArray();
        return new RepeatedAudits(said, wrong);
    }

    private static void row(
            String cases,
            RepeatedAudits.Outcome uniform,
            RepeatedAudits.Outcome powered,
            RepeatedAudits.Outcome active,
            int repetitions) {
        MeasuredTable.named(
                        "estimation",
                        "cases",
                        "uniform: width in points (coverage)",
                        "prediction-powered (coverage)",
                        "saving",
                        "active (coverage)",
                        "saving",
                        "repetitions")
                .row(
                        cases,
                        cell(uniform),
                        cell(powered),
                        MeasuredTable.number(powered.savingAgainst(uniform)),
                        cell(active),
                        MeasuredTable.number(active.savingAgainst(uniform)),
                        repetitions);
    }

    private static String cell(RepeatedAudits.Outcome outcome) {
        return "%s (%s)"
                .formatted(MeasuredTable.number(100 * outcome.width()), MeasuredTable.percent(outcome.coverage()));
    }
}
