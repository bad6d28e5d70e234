package io.countersign.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DawidSkeneTest {

    private static final int ITEMS = 600;

    private static final String ANAESTHETISTS = """
            1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223
            2322223 4444444 2223343 1111111 2223212 1211111 1112111 1111111 1111111
            2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222
            1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343
            2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222""".strip();

    @Test
    void beats_the_majority_where_raters_differ_in_skill() {
        Crowd crowd = Crowd.draw(new double[] {0.95, 0.9, 0.6, 0.55, 0.55}, 1);

        CombinedLabels combined = DawidSkene.combine(crowd.ratings(), 1);

        assertThat(crowd.accuracy(combined)).isGreaterThan(crowd.majorityAccuracy() + 0.05);
        assertThat(combined.accuracy(0)).isCloseTo(0.95, within(0.05));
        assertThat(combined.accuracy(3)).isCloseTo(0.55, within(0.08));
    }

    @Test
    void probabilities_mean_what_they_say() {
        Crowd crowd = Crowd.draw(new double[] {0.8, 0.75, 0.7, 0.65}, 2);

        CombinedLabels combined = DawidSkene.combine(crowd.ratings(), 1);

        double claimed = IntStream.range(0, ITEMS)
                .mapToDouble(combined::certainty)
                .average()
                .orElseThrow();
        assertThat(claimed).isCloseTo(crowd.accuracy(combined), within(0.06));
    }

    @Test
    void somebody_who_always_says_the_opposite_is_understood() {
        Crowd crowd = Crowd.draw(new double[] {0.9, 0.9, 0.9, 0.05}, 3);

        CombinedLabels combined = DawidSkene.combine(crowd.ratings(), 1);

        assertThat(combined.accuracy(3)).isLessThan(0.15);
        assertThat(crowd.accuracy(combined)).isGreaterThan(0.96);
    }

    @Test
    void a_calibrated_answer_helps_where_there_is_but_one_label_an_item() {
        Crowd crowd = Crowd.draw(new double[] {0.85}, 4);
        SplittableRandom random = new SplittableRandom(5);
        double[][] priors = new double[ITEMS][];
        for (int item = 0; item < ITEMS; item++) {
            boolean right = random.nextDouble() < 0.9;
            int said = right ? crowd.truth()[item] : 1 - crowd.truth()[item];
            priors[item] = said == 0 ? new double[] {0.9, 0.1} : new double[] {0.1, 0.9};
        }

        CombinedLabels combined = DawidSkene.combine(crowd.ratings(), priors, 1);

        assertThat(crowd.accuracy(combined)).isGreaterThanOrEqualTo(0.88);
        assertThat(combined.accuracy(0)).isBetween(0.78, 0.95);
    }

    @Test
    void the_names_of_the_labels_do_not_matter() {
        Crowd crowd = Crowd.draw(new double[] {0.8, 0.7, 0.6}, 6);
        Ratings turned = Ratings.of(crowd.given(), List.of("1", "0"));

        CombinedLabels combined = DawidSkene.combine(crowd.ratings(), 1);
        CombinedLabels again = DawidSkene.combine(turned, 1);

        assertThat(IntStream.range(0, ITEMS).mapToObj(again::certainty).toList())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
                .isEqualTo(
                        IntStream.range(0, ITEMS).mapToObj(combined::certainty).toList());
    }

    @Test
    void the_better_rater_is_asked_about_the_doubtful_item_and_nobody_twice() {
        Crowd crowd = Crowd.draw(new double[] {0.95, 0.6, 0.6}, 7);
        List<Rating> given = new ArrayList<>(crowd.given());
        given.add(new Rating("open", "rater-1", "0"));
        Ratings ratings = Ratings.of(given);
        CombinedLabels combined = DawidSkene.combine(ratings, 1);
        int open = ratings.items().indexOf("open");

        Question question = combined.whomToAsk(open, List.of(0, 1, 2)).orElseThrow();

        assertThat(question.rater()).isZero();
        assertThat(combined.nextQuestions(List.of(0, 1, 2), 5)).containsExactly(question);
        assertThat(combined.whomToAsk(0, List.of(0, 1, 2))).isEmpty();
    }

    /**
     * Dawid and Skene (1979), table 1: the fitness of 45 patients on a scale of 1 to 4, judged three times by one
     * anaesthetist and once by four others. By maximum likelihood, to which the fit comes when people are hardly drawn to
     * one another, the shares of the four classes are 0.40, 0.42, 0.11 and 0.07.
     */
    @Test
    void the_anaesthetists_of_dawid_and_skene_are_combined_as_they_did() {
        String[] patients = ANAESTHETISTS.split("\\s+", -1);
        List<Rating> given = new ArrayList<>();
        for (int patient = 0; patient < patients.length; patient++) {
            for (int k = 0; k < 7; k++) {
                given.add(new Rating("p" + patient, "a" + Math.max(0, k - 2), patients[patient].substring(k, k + 1)));
            }
        }

        boolean[] all = new boolean[given.size()];
        Arrays.fill(all, true);
        Ratings ratings = Ratings.of(given);
        CombinedLabels combined = new CrowdFit(ratings, ItemKnowledge.none(ratings), all, 1e-6, 1_000).combined();

        assertThat(IntStream.range(0, 45).mapToObj(combined::label).reduce("", String::concat))
                .isEqualTo("142222132243121111222222112111131224233111212");
        double[] published = {0.40, 0.42, 0.11, 0.07};
        for (int label = 0; label < 4; label++) {
            int of = label;
            double share = IntStream.range(0, 45)
                    .mapToDouble(patient -> combined.probabilities(patient)[of])
                    .average()
                    .orElseThrow();
            assertThat(share).isCloseTo(published[label], within(0.006));
        }
    }

    @Test
    void alike_people_are_combined_by_their_majority() {
        Crowd crowd = Crowd.draw(new double[] {0.8, 0.8, 0.8}, 9);

        assertThat(crowd.accuracy(DawidSkene.combine(crowd.ratings(), 1)))
                .isCloseTo(crowd.majorityAccuracy(), within(0.01));
    }

    @Test
    void priors_must_be_as_many_as_items() {
        Crowd crowd = Crowd.draw(new double[] {0.9}, 8);

        assertThatThrownBy(() -> DawidSkene.combine(crowd.ratings(), new double[3][2], 1))
                .hasMessage("3 priors for 600 items");
    }

    @Test
    void a_label_outside_the_given_scale_is_refused() {
        assertThatThrownBy(() -> Ratings.of(List.of(new Rating("a", "b", "odd")), List.of("low", "high")))
                .hasMessageContaining("odd");
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Crowd(List<Rating> given, int[] truth) {

        static Crowd draw(double[] accuracies, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] truth = random.ints(ITEMS, 0, 2).toArray();
            List<Rating> given = new ArrayList<>();
            for (int item = 0; item < ITEMS; item++) {
                for (int rater = 0; rater < accuracies.length; rater++) {
                    int said = random.nextDouble() < accuracies[rater] ? truth[item] : 1 - truth[item];
                    given.add(new Rating("item-" + item, "rater-" + rater, String.valueOf(said)));
                }
            }
            return new Crowd(given, truth);
        }

        Ratings ratings() {
            return Ratings.of(given);
        }

        double accuracy(CombinedLabels combined) {
            return IntStream.range(0, ITEMS)
                            .filter(item -> combined.label(item).equals(String.valueOf(truth[item])))
                            .count()
                    / (double) ITEMS;
        }

        double majorityAccuracy() {
            double[][] shares = MajorityVote.shares(ratings());
            return Arrays.stream(IntStream.range(0, ITEMS)
                            .mapToDouble(item -> shares[item][truth[item]] > 0.5 ? 1 : 0)
                            .toArray())
                    .average()
                    .orElseThrow();
        }
    }
}
