package io.countersign.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AgreementLawsTest {

    @Property(tries = 60)
    void the_weight_of_an_item_is_its_repetition(@ForAll @IntRange(min = 3, max = 30) int n, @ForAll long seed) {
        var random = new SplittableRandom(seed);
        List<Rating> once = new ArrayList<>();
        List<Rating> repeated = new ArrayList<>();
        double[] weights = new double[n];
        for (int item = 0; item < n; item++) {
            int times = random.nextInt(1, 4);
            weights[item] = times;
            for (int rater = 0; rater < 3; rater++) {
                String label = item < 2 ? "AB".substring(item, item + 1) : "ABC".charAt(random.nextInt(3)) + "";
                once.add(new Rating("item-" + item, "rater-" + rater, label));
                for (int k = 0; k < times; k++) {
                    repeated.add(new Rating("item-" + item + "-" + k, "rater-" + rater, label));
                }
            }
        }
        Ratings weighted = Ratings.of(once, List.of("A", "B", "C"));
        Ratings again = Ratings.of(repeated, List.of("A", "B", "C"));
        double[] ones = new double[again.items().size()];
        Arrays.fill(ones, 1);

        for (AgreementStatistic statistic : List.of(
                Agreement.percent(),
                Agreement.cohen(0, 1),
                Agreement.fleiss(),
                Agreement.krippendorff(Scale.NOMINAL),
                Agreement.krippendorff(Scale.ORDINAL))) {
            assertThat(statistic.of(weighted, weights)).isCloseTo(statistic.of(again, ones), within(1e-9));
        }
    }

    @Property(tries = 40)
    void a_vote_that_weighs_double_is_a_vote_given_twice(
            @ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        var random = new SplittableRandom(seed);
        List<Rating> once = new ArrayList<>();
        List<Rating> twice = new ArrayList<>();
        for (int item = 0; item < n; item++) {
            for (int rater = 0; rater < 3; rater++) {
                Rating rating = new Rating("item-" + item, "rater-" + rater, random.nextBoolean() ? "A" : "B");
                once.add(rating);
                twice.add(rating);
                if (rater == 1) {
                    twice.add(new Rating(rating.item(), "the same again", rating.label()));
                }
            }
        }
        List<String> labels = List.of("A", "B");

        double[][] weighted = MajorityVote.shares(Ratings.of(once, labels), new double[] {1, 2, 1});
        double[][] repeated = MajorityVote.shares(Ratings.of(twice, labels));

        for (int item = 0; item < n; item++) {
            assertThat(weighted[item]).containsExactly(repeated[item], within(1e-12));
        }
    }
}
