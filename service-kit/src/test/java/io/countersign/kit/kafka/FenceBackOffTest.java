package io.countersign.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FenceBackOffTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final FenceBackOff backOff = new FenceBackOff();

    @Test
    void a_fence_that_stands_alone_is_answered_at_once() {
        assertThat(backOff.waitAfterFenceAt(NOW)).isZero();
        assertThat(backOff.waitAfterFenceAt(NOW.plus(Duration.ofHours(1)))).isZero();
    }

    @Test
    void two_of_one_name_meet_ever_more_rarely() {
        var waits = IntStream.range(0, 8)
                .mapToObj(second ->
                        backOff.waitAfterFenceAt(NOW.plusSeconds(second)).toSeconds());

        assertThat(waits).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }
}
