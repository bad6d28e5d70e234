package io.countersign.statistics.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.statistics.agreement.Agreement;
import io.countersign.statistics.agreement.AgreementStatistic;
import io.countersign.statistics.agreement.Rating;
import io.countersign.statistics.agreement.Ratings;
import io.countersign.statistics.agreement.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * People who are right in 85 % of items with two labels that are equally common: by the law they agree in 0.85² + 0.15² =
 * 74.5 %, and by chance in half, so that every kappa and alpha is 0.49.
 */
class AgreementCoverageTest {
    private static final double RIGHT = 0.85;
    private static final double AGREE = 0.745;
    private static final double BEYOND_CHANCE = 0.49;
    private static final int ITEMS = 150;

    @Test
    void intervals_hold_the_law_about_as_often_as_they_say() {
        covers("percent", Agreement.percent(), AGREE);
        covers("Cohen's kappa", Agreement.cohen(0, 1), BEYOND_CHANCE);
        covers("Fleiss' kappa", Agreement.fleiss(), BEYOND_CHANCE);
        covers("Krippendorff's alpha", Agreement.krippendorff(Scale.NOMINAL), BEYOND_CHANCE);
    }

    private static void covers(String name, AgreementStatistic statistic, double law) {
        int repetitions = Repetitions.orBriefly(100);
        List<String> units =
                IntStream.range(0, ITEMS).mapToObj(item -> "unit-" + item).toList();
        int missed = 0;
        for (int run = 0; run < repetitions; run++) {
            missed += Agreement.estimate(statistic, drawn(run), units, 0.95, 200, run)
                            .covers(law)
                    ? 0
                    : 1;
        }
        double share = missed / (double) repetitions;
        MeasuredTable.named("agreement", "measure", "covered").row(name, MeasuredTable.percent(1 - share));
        // The percentile bootstrap of a ratio falls a little short of its level with 150 items.
        assertThat(share).as(name).isLessThanOrEqualTo(Repetitions.withLuck(0.07, repetitions));
    }

    private static Ratings drawn(long seed) {
        var random = new SplittableRandom(seed);
        List<Rating> ratings = new ArrayList<>();
        for (int item = 0; item < ITEMS; item++) {
            boolean truth = random.nextBoolean();
            for (int rater = 0; rater < 3; rater++) {
                boolean said = random.nextDouble() < RIGHT ? truth : !truth;
                ratings.add(new Rating("item-" + item, "rater-" + rater, said ? "yes" : "no"));
            }
        }
        return Ratings.of(ratings);
    }
}
