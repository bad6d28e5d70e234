package io.countersign.statistics.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Interval;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConfidenceSequenceTest {

    @Test
    void it_holds_the_mean_at_all_times_at_once() {
        int missed = 0;
        var random = new SplittableRandom(1);
        for (int run = 0; run < 200; run++) {
            ConfidenceSequence sequence = ConfidenceSequence.of(0.95);
            for (int i = 0; i < 300; i++) {
                sequence = sequence.observe(random.nextDouble() < 0.83 ? 1 : 0);
            }
            // The interval only shrinks, so its last state tells whether the mean was ever outside.
            missed += sequence.interval().covers(0.83) ? 0 : 1;
        }
        assertThat(missed).isLessThanOrEqualTo(16);
    }

    @Test
    void it_narrows_about_the_mean() {
        var random = new SplittableRandom(2);
        ConfidenceSequence sequence = ConfidenceSequence.of(0.95);
        Interval before = sequence.interval();
        for (int i = 0; i < 2000; i++) {
            sequence = sequence.observe(0.5 + 0.2 * (random.nextDouble() - 0.5));
            assertThat(sequence.interval().width()).isLessThanOrEqualTo(before.width());
            before = sequence.interval();
        }

        assertThat(sequence.interval().width()).isLessThan(0.05);
        assertThat(sequence.mean()).isCloseTo(0.5, within(0.01));
        assertThat(sequence.count()).isEqualTo(2000);
    }

    @Test
    void at_the_edges_it_stays_inside_0_and_1() {
        ConfidenceSequence sequence = ConfidenceSequence.of(0.95);
        for (int i = 0; i < 500; i++) {
            sequence = sequence.observe(1);
        }

        assertThat(sequence.interval().high()).isEqualTo(1);
        assertThat(sequence.interval().low()).isBetween(0.9, 1.0);
    }
}
