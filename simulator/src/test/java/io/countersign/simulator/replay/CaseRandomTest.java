package io.countersign.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CaseRandomTest {

    private static final int CASES = 10_000;
    private static final double SHARE = 0.2;

    /** Of this many draws; four standard deviations of what independent draws have in common are 78. */
    private static final int EXPECTED_IN_COMMON = 400;

    @Test
    void the_same_seed_purpose_and_case_draw_the_same() {
        assertThat(CaseRandom.of(3, "flip", "c7").nextLong())
                .isEqualTo(CaseRandom.of(3, "flip", "c7").nextLong());
    }

    @Test
    void ids_beside_each_other_are_drawn_as_often_as_asked() {
        assertThat(count(drawn(1, "flip", 0))).isBetween(1_840L, 2_160L);
    }

    @Test
    void seeds_beside_each_other_do_not_draw_neighbours_of_the_same_cases() {
        for (int shift = -40; shift <= 40; shift++) {
            assertThat(inCommon(drawn(1, "flip", 0), drawn(2, "flip", shift)))
                    .as("drawn by seed 1, and %d further by seed 2", shift)
                    .isBetween(EXPECTED_IN_COMMON - 80L, EXPECTED_IN_COMMON + 80L);
        }
    }

    @Test
    void purposes_draw_apart() {
        assertThat(inCommon(drawn(1, "flip", 0), drawn(1, "outcome", 0)))
                .isBetween(EXPECTED_IN_COMMON - 80L, EXPECTED_IN_COMMON + 80L);
    }

    private static IntPredicate drawn(long seed, String purpose, int shift) {
        return number ->
                CaseRandom.of(seed, purpose, "c" + (100_000 + number + shift)).nextDouble() < SHARE;
    }

    private static long inCommon(IntPredicate one, IntPredicate other) {
        return count(one.and(other));
    }

    private static long count(IntPredicate which) {
        return IntStream.range(0, CASES).filter(which).count();
    }
}
