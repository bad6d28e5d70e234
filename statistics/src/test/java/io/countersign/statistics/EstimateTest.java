package io.countersign.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

    @Test
    void ninety_five_percent_are_one_point_ninety_six_standard_errors() {
        Estimate estimate = Estimate.normal(0.5, 0.1, 0.95);

        assertThat(estimate.low()).isCloseTo(0.304, within(1e-4));
        assertThat(estimate.high()).isCloseTo(0.696, within(1e-4));
        assertThat(estimate.covers(0.3)).isFalse();
    }
}
