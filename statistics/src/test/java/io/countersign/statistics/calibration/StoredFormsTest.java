package io.countersign.statistics.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.countersign.statistics.Repetition;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFormsTest {

    @Test
    void a_temperature_is_read_as_it_was_written() {
        var scaling = new TemperatureScaling(1 / 3.0);

        assertThat(TemperatureText.write(scaling)).startsWith("countersign-temperature 1 0.3333");
        assertThat(TemperatureText.read(TemperatureText.write(scaling))).isEqualTo(scaling);
    }

    @Property(tries = 40)
    void venn_abers_answers_the_same_bit_for_bit_after_writing_and_reading(
            @ForAll @IntRange(min = 1, max = 60) int n, @ForAll long seed) {
        VennAbers fitted = VennAbers.fit(Repetition.of(n, seed).weighted());

        VennAbers read = VennAbersText.read(VennAbersText.write(fitted));

        for (double score = -0.1; score < 1.1; score += 0.03) {
            assertThat(read.apply(score)).isEqualTo(fitted.apply(score));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "countersign-temperature 2 1.5",
                "countersign-temperature 1 warm",
                "countersign-temperature 1 -1"
            })
    void what_is_no_temperature_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemperatureText.read(text))
                .withMessageContaining("not a temperature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "countersign-venn-abers 2\n0.5 0.1 0.2",
                "countersign-venn-abers 1",
                "countersign-venn-abers 1\n0.5 0.1",
                "countersign-venn-abers 1\n0.5 0.1 high",
                "countersign-venn-abers 1\n0.5 0.1 1.2",
                "countersign-venn-abers 1\n0.5 0.1 0.2\n0.5 0.1 0.2"
            })
    void what_are_no_venn_abers_intervals_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> VennAbersText.read(text));
    }
}
