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
        fail("c", numbers(1_000));

        portions.each("c", numbers(1_200), done::add);

        assertThat(sizes()).containsExactly(500, 500, 200);
        assertThat(done.stream().flatMap(List::stream)).containsExactlyElementsOf(numbers(1_200));
    }

    @Test
    void they_get_down_to_a_few_records_and_no_further() {
        fail("c", numbers(120));
        fail("c", numbers(120));
        fail("c", numbers(120));

        portions.each("c", numbers(120), done::add);

        assertThat(sizes()).containsExactly(50, 50, 20);
    }

    @Test
    void that_a_few_took_too_long_says_nothing_about_many() {
        fail("c", numbers(1));

        portions.each("c", numbers(1_000), done::add);

        assertThat(sizes()).containsExactly(1_000);
    }

    @Test
    void they_grow_again_when_there_is_time() {
        fail("c", numbers(400));
        portions.each("c", numbers(400), done::add);
        done.clear();

        portions.each("c", numbers(400), done::add);

        assertThat(sizes()).containsExactly(400);
    }

    @Test
    void they_do_not_grow_where_time_is_short() {
        var hasty = new Portions(Duration.ofNanos(1));
        assertThatThrownBy(() -> hasty.each("c", numbers(400), PortionsTest::takeTooLong))
                .isInstanceOf(QueryTimeoutException.class);
        hasty.each("c", numbers(400), done::add);
        done.clear();

        hasty.each("c", numbers(400), done::add);

        assertThat(sizes()).containsExactly(200, 200);
    }

    @Test
    void a_small_batch_says_nothing_about_large_ones() {
        fail("c", numbers(800));
        portions.each("c", numbers(2), done::add);
        done.clear();

        portions.each("c", numbers(800), done::add);

        assertThat(sizes()).containsExactly(400, 400);
    }

    @Test
    void each_consumer_has_its_own() {
        fail("c", numbers(400));

        portions.each("another", numbers(400), done::add);

        assertThat(sizes()).containsExactly(400);
    }

    private List<Integer> sizes() {
        return done.stream().map(List::size).toList();
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
