package io.countersign.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.countersign.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AgreementTest {

    /** Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), example C: four observers, twelve units. */
    @Test
    void krippendorffs_own_example_gives_his_own_numbers() {
        Ratings ratings = byRater("123321412...", "1233224125.3", ".3332342251.", "12332441251.");

        assertThat(value(Agreement.krippendorff(Scale.NOMINAL), ratings)).isCloseTo(0.743, within(5e-4));
        assertThat(value(Agreement.krippendorff(Scale.ORDINAL), ratings)).isCloseTo(0.815, within(5e-4));
    }

    /** Ten subjects, fourteen raters, five categories: the worked example that follows Fleiss (1971). */
    @Test
    void fleiss_worked_example_gives_zero_point_two_one() {
        int[][] table = {
            {0, 0, 0, 0, 14},
            {0, 2, 6, 4, 2},
            {0, 0, 3, 5, 6},
            {0, 3, 9, 2, 0},
            {2, 2, 8, 1, 1},
            {7, 7, 0, 0, 0},
            {3, 2, 6, 3, 0},
            {2, 5, 3, 2, 2},
            {6, 5, 2, 1, 0},
            {0, 2, 2, 3, 7}
        };

        assertThat(value(Agreement.fleiss(), byCounts(table))).isCloseTo(0.210, within(5e-4));
        assertThat(value(Agreement.percent(), byCounts(table))).isCloseTo(0.378, within(5e-4));
    }

    /** Fleiss (1971), table 1: thirty patients, six psychiatrists each, five diagnoses; he gives 0.430. */
    @Test
    void fleiss_own_patients_give_his_own_number() {
        int[][] table = {
            {0, 0, 0, 6, 0},
            {0, 3, 0, 0, 3},
            {0, 1, 4, 0, 1},
            {0, 0, 0, 0, 6},
            {0, 3, 0, 3, 0},
            {2, 0, 4, 0, 0},
            {0, 0, 4, 0, 2},
            {2, 0, 3, 1, 0},
            {2, 0, 0, 4, 0},
            {0, 0, 0, 0, 6},
            {1, 0, 0, 5, 0},
            {1, 1, 0, 4, 0},
            {0, 3, 3, 0, 0},
            {1, 0, 0, 5, 0},
            {0, 2, 0, 3, 1},
            {0, 0, 5, 0, 1},
            {3, 0, 0, 1, 2},
            {5, 1, 0, 0, 0},
            {0, 2, 0, 4, 0},
            {1, 0, 2, 0, 3},
            {0, 0, 0, 0, 6},
            {0, 1, 0, 5, 0},
            {0, 2, 0, 1, 3},
            {2, 0, 0, 4, 0},
            {1, 0, 0, 4, 1},
            {0, 5, 0, 1, 0},
            {4, 0, 0, 0, 2},
            {0, 2, 0, 4, 0},
            {1, 0, 5, 0, 0},
            {0, 0, 0, 0, 6}
        };

        assertThat(value(Agreement.fleiss(), byCounts(table))).isCloseTo(0.430, within(5e-4));
        assertThat(value(Agreement.percent(), byCounts(table))).isCloseTo(0.556, within(5e-4));
    }

    @Test
    void cohens_kappa_of_the_textbook_table_is_zero_point_four() {
        Ratings ratings = byRater(
                "y".repeat(25) + "n".repeat(25), "y".repeat(20) + "n".repeat(5) + "y".repeat(10) + "n".repeat(15));

        assertThat(value(Agreement.cohen(0, 1), ratings)).isCloseTo(0.4, within(1e-12));
    }

    @Property(tries = 30)
    void item_weights_are_repetition(@ForAll @IntRange(min = 1, max = 100_000) int seed) {
        List<String> answers = randomAnswers(3, 30, seed);
        double[] weights = new double[30];
        Arrays.fill(weights, 0, 10, 2);
        Arrays.fill(weights, 10, 30, 1);
        Ratings repeated =
                byRater(answers.stream().map(a -> a + a.substring(0, 10)).toArray(String[]::new));
        Ratings once = byRater(answers.toArray(String[]::new));

        for (AgreementStatistic statistic : all()) {
            assertThat(statistic.of(once, weights)).isCloseTo(value(statistic, repeated), within(1e-12));
        }
    }

    @Property(tries = 30)
    void full_agreement_is_one_and_chance_is_about_none(@ForAll @IntRange(min = 1, max = 100_000) int seed) {
        String answers = randomAnswers(1, 400, seed).getFirst();
        Ratings same = byRater(answers, answers, answers);
        Ratings unrelated = byRater(randomAnswers(3, 400, seed).toArray(String[]::new));

        assertThat(value(Agreement.krippendorff(Scale.NOMINAL), same)).isEqualTo(1);
        assertThat(value(Agreement.krippendorff(Scale.ORDINAL), same)).isEqualTo(1);
        assertThat(value(Agreement.fleiss(), same)).isEqualTo(1);
        assertThat(value(Agreement.krippendorff(Scale.NOMINAL), unrelated)).isBetween(-0.2, 0.2);
    }

    @Test
    void the_interval_holds_the_estimate_and_narrows_with_more_items() {
        Ratings few = byRater(randomAnswers(3, 50, 1).toArray(String[]::new));
        Ratings many = byRater(randomAnswers(3, 800, 1).toArray(String[]::new));

        Estimate wide = Agreement.estimate(Agreement.krippendorff(Scale.NOMINAL), few, few.items(), 0.95, 300, 1);
        Estimate narrow = Agreement.estimate(Agreement.krippendorff(Scale.NOMINAL), many, many.items(), 0.95, 300, 1);

        assertThat(wide.covers(wide.value())).isTrue();
        assertThat(narrow.width()).isBetween(wide.width() / 6, wide.width() / 2.5);
        assertThat(narrow.covers(0)).isTrue();
    }

    @Test
    void nobody_agrees_with_themselves() {
        Ratings twice = Ratings.of(List.of(
                new Rating("item-1", "ann", "a"), new Rating("item-1", "bob", "b"), new Rating("item-1", "ann", "a")));

        for (AgreementStatistic pairs :
                List.of(Agreement.percent(), Agreement.fleiss(), Agreement.krippendorff(Scale.NOMINAL))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> value(pairs, twice))
                    .withMessage("rater ann labelled item item-1 more than once");
        }
    }

    private static List<AgreementStatistic> all() {
        return List.of(Agreement.percent(), Agreement.cohen(0, 2), Agreement.fleiss());
    }

    private static double value(AgreementStatistic statistic, Ratings ratings) {
        double[] ones = new double[ratings.items().size()];
        Arrays.fill(ones, 1);
        return statistic.of(ratings, ones);
    }

    private static List<String> randomAnswers(int raters, int items, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, raters)
                .mapToObj(
                        r -> random.ints(items, 0, 3).mapToObj(String::valueOf).reduce("", String::concat))
                .toList();
    }

    private static Ratings byRater(String... answers) {
        List<Rating> ratings = new ArrayList<>();
        for (int rater = 0; rater < answers.length; rater++) {
            for (int item = 0; item < answers[rater].length(); item++) {
                char label = answers[rater].charAt(item);
                if (label != '.') {
                    ratings.add(new Rating("item-" + item, "rater-" + rater, String.valueOf(label)));
                }
            }
        }
        return Ratings.of(ratings);
    }

    private static Ratings byCounts(int[][] table) {
        List<Rating> ratings = new ArrayList<>();
        for (int item = 0; item < table.length; item++) {
            int rater = 0;
            for (int label = 0; label < table[item].length; label++) {
                for (int k = 0; k < table[item][label]; k++) {
                    ratings.add(new Rating("item-" + item, "rater-" + rater++, String.valueOf(label)));
                }
            }
        }
        return Ratings.of(ratings);
    }
}
