package io.countersign.statistics.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.statistics.Interval;
import io.countersign.statistics.watching.AccuracyWatch;
import io.countersign.statistics.watching.ConfidenceSequence;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Audits one by one, with a look after each. */
class WatchingTest {
    private static final double FEARED = 0.03;
    private static final double CHANCE = 0.05;
    private static final int LOOKS = 2_000;
    private static final int MOST = 50_000;

    @ParameterizedTest
    @CsvSource({"0.97, 1", "0.9, 2", "0.8, 3"})
    void while_the_accuracy_holds_at_most_five_in_a_hundred_watches_ever_raise_an_alarm(double accuracy, long seed) {
        int repetitions = Repetitions.orBriefly(400);

        double alarmed = falseAlarms(accuracy, repetitions, seed);

        report().row("simulated, accuracy " + accuracy, MeasuredTable.percent(alarmed), "", "", repetitions);
        assertThat(alarmed).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
    }

    /** Why the e-process is needed: the same audits with the usual interval raise far more alarms than it says. */
    @Test
    void an_ordinary_interval_looked_at_again_and_again_cries_wolf() {
        var random = new SplittableRandom(4);
        int alarms = 0;
        for (int run = 0; run < 300; run++) {
            int right = 0;
            boolean alarmed = false;
            for (int n = 1; n <= LOOKS && !alarmed; n++) {
                right += random.nextDouble() < 0.9 ? 1 : 0;
                alarmed = n % 50 == 0
                        && Interval.wilson((double) right / n, n, 1 - 2 * CHANCE)
                                        .high()
                                < 0.9;
            }
            alarms += alarmed ? 1 : 0;
        }

        assertThat(alarms / 300.0).isGreaterThan(2 * CHANCE);
    }

    @Test
    void a_drop_after_a_long_quiet_time_is_seen_not_much_later_than_one_at_the_start() {
        int repetitions = Repetitions.orBriefly(200);

        int[] atOnce = delays(0.939, 0, repetitions, 5);
        int[] late = delays(0.939, 2_000, repetitions, 6);

        report().row("simulated, accuracy 0.939, drop after 2,000 audits", "", median(late), tenth(late), repetitions);
        assertThat(median(late)).isLessThan(4 * median(atOnce));
    }

    @Test
    void a_confidence_sequence_misses_the_mean_at_any_time_at_most_as_often_as_it_says() {
        int repetitions = Repetitions.orBriefly(60);
        var random = new SplittableRandom(7);
        int missed = 0;
        for (int run = 0; run < repetitions; run++) {
            ConfidenceSequence sequence = ConfidenceSequence.of(1 - CHANCE);
            for (int i = 0; i < 500; i++) {
                sequence = sequence.observe(random.nextDouble() < 0.9 ? 1 : 0);
            }
            missed += sequence.interval().covers(0.9) ? 0 : 1;
        }

        report().row(
                        "confidence sequence, mean 0.9",
                        MeasuredTable.percent((double) missed / repetitions),
                        "",
                        "",
                        repetitions);
        assertThat((double) missed / repetitions).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
    }

    @OnRealCases
    @ParameterizedTest
    @CsvSource({"cifar10h, 400", "davidson, 900", "credit_default, 1400"})
    void on_real_cases_false_alarms_are_rare_and_a_drop_of_three_points_is_soon_seen(String set, int most) {
        int repetitions = Repetitions.orBriefly(300);
        double accuracy = RealCases.of(set).accuracy();

        double alarmed = falseAlarms(accuracy, repetitions, 8);
        int[] delays = delays(accuracy, 0, repetitions, 9);

        report().row(set, MeasuredTable.percent(alarmed), median(delays), tenth(delays), repetitions);
        assertThat(alarmed).isLessThanOrEqualTo(Repetitions.withLuck(CHANCE, repetitions));
        assertThat(median(delays)).isLessThanOrEqualTo(most);
    }

    private static MeasuredTable report() {
        return MeasuredTable.named(
                "watching",
                "audits",
                "false alarms in 2,000 looks",
                "median audits to see a 3-point drop",
                "90 of 100 within",
                "repetitions");
    }

    private static double falseAlarms(double accuracy, int repetitions, long seed) {
        var random = new SplittableRandom(seed);
        int alarms = 0;
        for (int run = 0; run < repetitions; run++) {
            alarms += auditsUntilAlarm(random, accuracy, 0, LOOKS, LOOKS) <= LOOKS ? 1 : 0;
        }
        return (double) alarms / repetitions;
    }

    /** Audits from the drop to the alarm, of watches that raised none before it; sorted. */
    private static int[] delays(double accuracy, int quiet, int repetitions, long seed) {
        var random = new SplittableRandom(seed);
        int[] delays = new int[repetitions];
        for (int run = 0; run < repetitions; run++) {
            int alarm;
            do {
                alarm = auditsUntilAlarm(random, accuracy, FEARED, quiet, MOST);
            } while (alarm <= quiet);
            delays[run] = alarm - quiet;
        }
        Arrays.sort(delays);
        return delays;
    }

    private static int auditsUntilAlarm(SplittableRandom random, double accuracy, double drop, int quiet, int most) {
        AccuracyWatch watch = AccuracyWatch.of(accuracy, FEARED);
        for (int i = 1; i <= most; i++) {
            double now = i <= quiet ? accuracy : accuracy - drop;
            watch = watch.observe(random.nextDouble() < now ? 1 : 0);
            if (watch.alarms(CHANCE)) {
                return i;
            }
        }
        return most + 1;
    }

    private static int median(int[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static int tenth(int[] sorted) {
        return sorted[sorted.length * 9 / 10];
    }
}
