package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeriodScaleTest {

    @Test
    void the_first_period_keeps_its_scores() {
        double[] scores = {0.3, 0.1, 0.2, 0.2, 0.9, 0.8};

        double[] rescaled = PeriodScale.of(scores, new int[] {0, 0, 0, 0, 1, 1});

        assertThat(Arrays.copyOf(rescaled, 4)).containsExactly(new double[] {0.3, 0.1, 0.2, 0.2}, within(1e-12));
    }

    @Test
    void a_gloomier_period_is_reviewed_no_more_than_the_first() {
        double[] scores = IntStream.range(0, 200)
                .mapToDouble(i -> i < 100 ? i / 1000.0 : 0.5 + i / 1000.0)
                .toArray();
        int[] period = IntStream.range(0, 200).map(i -> i / 100).toArray();

        double[] rescaled = PeriodScale.of(scores, period);

        double riskiest = Arrays.stream(rescaled).sorted().skip(180).findFirst().orElseThrow();
        assertThat(IntStream.range(0, 100).filter(i -> rescaled[i] >= riskiest).count())
                .isEqualTo(10);
    }

    @Test
    void the_order_inside_a_period_stays_and_scores_stay_probabilities() {
        var random = new SplittableRandom(3);
        double[] scores = IntStream.range(0, 500)
                .mapToDouble(i -> Math.round(40 * random.nextDouble()) / 40.0)
                .toArray();
        int[] period = IntStream.range(0, 500).map(i -> i / 125).toArray();

        double[] rescaled = PeriodScale.of(scores, period);

        assertThat(Arrays.stream(rescaled)).allMatch(score -> score >= 0 && score <= 1);
        for (int i = 0; i < 500; i++) {
            for (int j = i / 125 * 125; j < i; j++) {
                assertThat(Double.compare(rescaled[i], rescaled[j])).isEqualTo(Double.compare(scores[i], scores[j]));
            }
        }
    }

    @Test
    void a_first_period_whose_scores_are_all_equal_hides_no_order_of_later_ones() {
        double[] rescaled = PeriodScale.of(new double[] {0.05, 0.05, 0.4, 0.6}, new int[] {0, 0, 1, 1});

        assertThat(rescaled[2]).isLessThan(0.05);
        assertThat(rescaled[3]).isGreaterThan(0.05);
    }
}
