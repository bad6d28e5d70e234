package io.countersign.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LowestFreeNumberTest {

    private static final String PREFIX = "routing-service-0-";

    private final LowestFreeNumber numbers = new LowestFreeNumber();

    @Test
    void producers_of_one_time_have_numbers_of_their_own() {
        assertThat(numbers.acquireSuffix(PREFIX)).isEqualTo("0");
        assertThat(numbers.acquireSuffix(PREFIX)).isEqualTo("1");
    }

    @Test
    void a_producer_takes_the_number_of_the_one_whose_place_it_takes() {
        String failed = numbers.acquireSuffix(PREFIX);
        String other = numbers.acquireSuffix(PREFIX);
        numbers.releaseSuffix(PREFIX, failed);

        assertThat(numbers.acquireSuffix(PREFIX)).isEqualTo(failed).isNotEqualTo(other);
    }
}
