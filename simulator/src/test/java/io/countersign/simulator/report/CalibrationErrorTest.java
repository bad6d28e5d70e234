package io.countersign.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.simulator.report.CalibrationError.Answer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CalibrationErrorTest {

    @Test
    void certain_and_right_is_perfectly_calibrated() {
        assertThat(CalibrationError.of(List.of(new Answer(1, true), new Answer(1, true)), 15))
                .isZero();
    }

    @Test
    void the_gap_of_each_bin_counts_by_its_size() {
        // Two bins of two: 0.5 against 1 of 2 right, 0.9 against 0 of 2 right.
        List<Answer> answers =
                List.of(new Answer(0.5, true), new Answer(0.5, false), new Answer(0.9, false), new Answer(0.9, false));

        assertThat(CalibrationError.of(answers, 2)).isCloseTo(0.45, within(1e-12));
    }

    @Property(tries = 100)
    void a_constant_gap_is_the_error_whatever_the_bins(@ForAll @IntRange(min = 1, max = 40) int bins) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(new Answer(0.8, false));
        }

        assertThat(CalibrationError.of(answers, bins)).isCloseTo(0.8, within(1e-9));
    }
}
