package io.countersign.feedback.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void of_a_refusal_with_endless_faults_the_first_stay_and_long_text_is_cut_between_characters() {
        var faults =
                Collections.nCopies(1_000, new Refusal.Fault("f".repeat(5_000), "x" + "\uD83D\uDE00".repeat(5_000)));

        var kept = new Refusal(Histories.START, 1, 1, "prediction", "invalid", "a", faults).faults();

        assertThat(kept).hasSize(Refusal.MOST_FAULTS);
        assertThat(kept.getFirst().field()).hasSize(301).endsWith("f…");
        assertThat(kept.getFirst().message()).hasSize(300).endsWith("\uD83D\uDE00…");
    }
}
