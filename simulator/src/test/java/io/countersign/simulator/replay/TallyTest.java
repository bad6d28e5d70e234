package io.countersign.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final int CASES = 7;

    @Test
    void before_anything_comes_nothing_has_moved() {
        assertThat(new Tally(3).progress(2)).isEqualTo(new Progress(2, 0, 0, 0, 3));
    }

    @Property(tries = 200)
    void whatever_comes_in_whatever_order_it_says_what_counting_all_would(@ForAll Random random) {
        var tally = new Tally(CASES);
        var cases = new ArrayList<PlayedCase>();
        for (int i = 0; i < CASES; i++) {
            var each = new PlayedCase("c" + i, "a", 0.9, "a");
            if (random.nextBoolean()) {
                each.owesOutcome();
            }
            cases.add(each);
        }

        for (int i = 0; i < 40; i++) {
            tally.traced(cases.get(random.nextInt(CASES)), any(random));

            assertThat(tally.progress(i))
                    .isEqualTo(new Progress(
                            i,
                            count(cases, PlayedCase::isRouted),
                            count(cases, PlayedCase::isReviewed),
                            count(cases, PlayedCase::isSettled),
                            CASES));
        }
    }

    private static int count(List<PlayedCase> cases, Predicate<PlayedCase> which) {
        return (int) cases.stream().filter(which).count();
    }

    private static TraceSummary any(Random random) {
        return new TraceSummary(
                random.nextInt(9),
                random.nextInt(5) == 0,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3),
                random.nextBoolean(),
                random.nextInt(3),
                random.nextBoolean(),
                "a",
                "a",
                random.nextBoolean());
    }
}
