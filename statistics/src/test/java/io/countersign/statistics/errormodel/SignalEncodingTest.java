package io.countersign.statistics.errormodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignalEncodingTest {

    private static final Signals FIRST = Signals.of("cat", 0.7)
            .probability("cat", 0.7)
            .probability("dog", 0.2)
            .probability("bird", 0.1)
            .opinion("small", "dog", 0.6)
            .slice("camera", "front")
            .novelty(0.1)
            .build();
    private static final Signals SECOND = Signals.of("dog", 0.9)
            .probability("cat", 0.1)
            .probability("dog", 0.9)
            .opinion("small", "dog", 0.8)
            .slice("camera", "rear")
            .novelty(0.4)
            .build();
    private static final SignalEncoding ENCODING = SignalEncoding.learn(List.of(FIRST, SECOND));

    @Test
    void margin_entropy_and_votes_are_derived() {
        assertThat(column(FIRST, "margin")).isCloseTo(0.5, within(1e-12));
        assertThat(column(FIRST, "entropy"))
                .isCloseTo(-0.7 * Math.log(0.7) - 0.2 * Math.log(0.2) - 0.1 * Math.log(0.1), within(1e-12));
        assertThat(column(FIRST, "opinion_agrees:small")).isZero();
        assertThat(column(FIRST, "opinion_support:small")).isEqualTo(-0.6);
        assertThat(column(SECOND, "opinion_support:small")).isEqualTo(0.8);
    }

    @Test
    void categories_are_codes_and_what_is_unknown_is_missing() {
        Signals unknown = Signals.of("fish", 0.5).slice("camera", "top").build();

        assertThat(column(FIRST, "slice:camera")).isNotEqualTo(column(SECOND, "slice:camera"));
        assertThat(column(unknown, "slice:camera")).isNaN();
        assertThat(column(unknown, "predicted_label")).isNaN();
        assertThat(column(unknown, "novelty")).isNaN();
        assertThat(column(SECOND, "probability:bird")).isNaN();
    }

    @Test
    void columns_that_never_vary_are_left_out() {
        assertThat(ENCODING.titles()).doesNotContain("value", "ensemble_agreement", "opinion_label:small");
    }

    private static double column(Signals signals, String title) {
        return ENCODING.encode(signals)[ENCODING.titles().indexOf(title)];
    }
}
