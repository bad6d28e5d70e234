package io.countersign.platform.part;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FreeMemoryTest {

    private static final String TOLD = """
            MemTotal:       24682412 kB
            MemFree:          102400 kB
            MemAvailable:    4096000 kB
            """;

    @Test
    void what_others_hold_is_not_free() {
        assertThatThrownBy(() -> FreeMemory.require(4_001, TOLD))
                .hasMessage("it needs 4001 MB of memory, and 4000 MB are free");
        assertThatCode(() -> FreeMemory.require(4_000, TOLD)).doesNotThrowAnyException();
    }

    @Test
    void where_nobody_tells_it_is_tried() {
        assertThatCode(() -> FreeMemory.require(4_000, "")).doesNotThrowAnyException();
    }
}
