package io.countersign.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class PortionsTest {

    private final Portions portions = new Portions(Duration.ofHours(1));
    private final List<List<Integer>> done = new ArrayList<>();

    @Test
    void a_batch_goes_whole() {
        portions.each("c", numbers(10), done::add);

        assertThat(done).containsExactly(numbers(10));
    }

    @Test
    void an_empty_batch_is_no_portion() {
        portions.each("c", List.<Integer>of(), done::add);

        assertThat(done).isEmpty();
    }

    @Test
    void after_one_that_took_too_long_portions_are_half_as_large_and_keep_the_order() {
        fail("c", numbers(10));

        portions.each("c", numbers(12), done::add);

        assertThat(done).containsExactly(List.of(0, 1, 2, 3, 4), List.of(5, 6, 7, 8, 9), List.of(10, 11));
    }

    @Test
    void they_get_down_to_one_record_and_no_further() {
        fail("c", numbers(3));
        fail("c", numbers(3));

        portions.each("c", numbers(2), done::add);

        assertThat(done).containsExactly(List.of(0), List.of(1));
    }

    @Test
    void they_grow_again_when_there_is_time() {
        fail("c", numbers(4));
        portions.each("c", numbers(4), done::add);
        done.clear();

        portions.each("c", numbers(4), done::add);

        assertThat(done).containsExactly(numbers(4));
    }

    @Test
    void they_do_not_grow_where_time_is_short() {
        var hasty = new Portions(Duration.ofNanos(1));
        assertThatThrownBy(() -> hasty.each("c", numbers(4), PortionsTest::takeTooLong))
                .isInstanceOf(QueryTimeoutException.class);
        hasty.each("c", numbers(4), done::add);
        done.clear();

        hasty.each("c", numbers(4), done::add);

        assertThat(done).containsExactly(List.of(0, 1), List.of(2, 3));
    }

    @Test
    void a_small_batch_says_nothing_about_large_ones() {
        fail("c", numbers(8));
        portions.each("c", numbers(2), done::add);
        done.clear();

        portions.each("c", numbers(8), done::add);

        assertThat(done).containsExactly(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7));
    }

    @Test
    void each_consumer_has_its_own() {
        fail("c", numbers(4));

        portions.each("another", numbers(4), done::add);

        assertThat(done).containsExactly(numbers(4));
    }

    private void fail(String consumer, List<Integer> items) {
        assertThatThrownBy(() -> portions.each(consumer, items, PortionsTest::takeTooLong))
                .isInstanceOf(QueryTimeoutException.class);
    }

    private static void takeTooLong(List<Integer> portion) {
        throw new QueryTimeoutException(portion.size() + " took too long");
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
