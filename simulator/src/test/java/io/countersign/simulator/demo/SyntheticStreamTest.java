package io.countersign.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SyntheticStreamTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Predicate<Prediction> VOICE =
            prediction -> "voice".equals(prediction.getSlices().get("channel"));

    private final List<SyntheticCase> before = cases(Duration.ZERO);
    private final List<SyntheticCase> after = cases(Duration.ofMinutes(4));

    @Test
    void mail_is_calibrated_until_the_world_drifts() {
        assertThat(overconfidence(before, VOICE.negate())).isBetween(-0.02, 0.02);
        assertThat(overconfidence(after, VOICE.negate())).isGreaterThan(0.04);
    }

    @Test
    void the_voice_channel_is_overconfident_from_the_start() {
        assertThat(overconfidence(before, VOICE)).isGreaterThan(0.08);
    }

    @Test
    void the_same_seed_gives_the_same_stream() {
        assertThat(cases(Duration.ZERO)).isEqualTo(before);
    }

    @Test
    void a_few_cases_are_invalid() {
        assertThat(before.stream().filter(each -> confidence(each) > 1).count()).isBetween(20L, 80L);
    }

    private static double overconfidence(List<SyntheticCase> cases, Predicate<Prediction> slice) {
        List<SyntheticCase> valid = cases.stream()
                .filter(each -> slice.test(each.submitted().getPrediction()))
                .filter(each -> confidence(each) <= 1)
                .toList();
        return valid.stream()
                .mapToDouble(each -> confidence(each)
                        - (each.truth().equals(each.submitted().getPrediction().getLabel()) ? 1 : 0))
                .average()
                .orElseThrow();
    }

    private static double confidence(SyntheticCase each) {
        return each.submitted().getPrediction().getConfidence();
    }

    private static List<SyntheticCase> cases(Duration running) {
        SyntheticStream stream = new SyntheticStream("t", 1);
        return Stream.generate(() -> stream.next(NOW, running)).limit(5_000).toList();
    }
}
