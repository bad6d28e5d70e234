package io.countersign.statistics.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccuracyWatchTest {

    @Test
    void while_the_accuracy_holds_alarms_are_rare_however_often_one_looks() {
        var random = new SplittableRandom(1);
        int alarms = 0;
        for (int run = 0; run < 1000; run++) {
            alarms += auditsUntilAlarm(random, 0.9, 0.9, 2000) <= 2000 ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(65);
    }

    @Test
    void the_expected_evidence_never_exceeds_one_under_the_null() {
        var random = new SplittableRandom(2);
        double sum = 0;
        int runs = 4000;
        for (int run = 0; run < runs; run++) {
            AccuracyWatch watch = AccuracyWatch.of(0.8, 0.05);
            for (int i = 0; i < 50; i++) {
                watch = watch.observe(random.nextDouble() < 0.8 ? 1 : 0);
            }
            sum += watch.evidence();
        }
        assertThat(sum / runs).isLessThan(1.1);
    }

    @Test
    void a_drop_of_three_points_is_seen() {
        var random = new SplittableRandom(3);
        int[] audits = new int[301];
        for (int run = 0; run < audits.length; run++) {
            audits[run] = auditsUntilAlarm(random, 0.939, 0.909, 10_000);
        }
        Arrays.sort(audits);

        assertThat(audits[150]).isLessThanOrEqualTo(450);
    }

    @Test
    void the_first_evidence_is_one_and_errors_raise_it() {
        AccuracyWatch watch = AccuracyWatch.of(0.9, 0.03);

        assertThat(watch.evidence()).isCloseTo(1, within(1e-12));
        assertThat(watch.observe(0).evidence()).isGreaterThan(1);
        assertThat(watch.observe(1).evidence()).isLessThan(1);
    }

    @Test
    void a_kept_state_goes_on_as_if_it_had_not_stopped() {
        AccuracyWatch watch = AccuracyWatch.of(0.9, 0.03).observe(1).observe(0);

        AccuracyWatch resumed =
                AccuracyWatch.resume(watch.baseline(), watch.drops(), watch.logWealth(), watch.audits());

        assertThat(resumed.observe(0).evidence()).isEqualTo(watch.observe(0).evidence());
        assertThat(resumed.audits()).isEqualTo(2);
    }

    static int auditsUntilAlarm(SplittableRandom random, double baseline, double accuracy, int most) {
        AccuracyWatch watch = AccuracyWatch.of(baseline, 0.03);
        for (int i = 1; i <= most; i++) {
            watch = watch.observe(random.nextDouble() < accuracy ? 1 : 0);
            if (watch.alarms(0.05)) {
                return i;
            }
        }
        return most + 1;
    }
}
