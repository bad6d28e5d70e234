package io.countersign.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What the weight of an item means when labels are combined. */
class WeightedItemsTest {
    private static final List<String> LABELS = List.of("A", "B", "C");
    private static final int RATERS = 4;

    /** Items with weights beside the same items given so many times, labels of an item's copies held out together. */
    private record Twice(
            Ratings weighted, double[] weights, int[] foldOf, Ratings repeated, int[] copyOf, int[] foldOfCopies) {

        static Twice draw(int items, long seed) {
            var random = new SplittableRandom(seed);
            List<Rating> once = new ArrayList<>();
            List<Rating> often = new ArrayList<>();
            List<Integer> copies = new ArrayList<>();
            List<Integer> folds = new ArrayList<>();
            double[] weights = new double[items];
            int[] foldOf = random.ints((long) items * RATERS, 0, 5).toArray();
            for (int item = 0; item < items; item++) {
                weights[item] = random.nextInt(1, 4);
                List<String> said = new ArrayList<>();
                int truth = random.nextInt(3);
                for (int rater = 0; rater < RATERS; rater++) {
                    said.add(LABELS.get(random.nextDouble() < 0.5 + 0.12 * rater ? truth : random.nextInt(3)));
                    once.add(new Rating("i" + item, "r" + rater, said.get(rater)));
                }
                for (int copy = 0; copy < weights[item]; copy++) {
                    copies.add(item);
                    for (int rater = 0; rater < RATERS; rater++) {
                        often.add(new Rating("i" + item + "-" + copy, "r" + rater, said.get(rater)));
                        folds.add(foldOf[item * RATERS + rater]);
                    }
                }
            }
            return new Twice(
                    Ratings.of(once, LABELS),
                    weights,
                    foldOf,
                    Ratings.of(often, LABELS),
                    copies.stream().mapToInt(Integer::intValue).toArray(),
                    folds.stream().mapToInt(Integer::intValue).toArray());
        }

        CombinedLabels byWeight(double[][] priors) {
            return new DawidSkene(weighted, ItemKnowledge.of(weighted, priors, weights), foldOf).combine();
        }

        CombinedLabels byRepetition(double[][] priors) {
            double[][] each = priors.length == 0
                    ? priors
                    : Arrays.stream(copyOf).mapToObj(item -> priors[item]).toArray(double[][]::new);
            double[] ones = ItemKnowledge.ones(repeated);
            return new DawidSkene(repeated, ItemKnowledge.of(repeated, each, ones), foldOfCopies).combine();
        }
    }

    @Property(tries = 40)
    void for_combined_labels_a_weight_is_a_repetition(
            @ForAll @IntRange(min = 5, max = 40) int items, @ForAll long seed) {
        Twice twice = Twice.draw(items, seed);

        assertAlike(twice, twice.byWeight(new double[0][]), twice.byRepetition(new double[0][]));
    }

    @Property(tries = 40)
    void with_a_prior_of_each_item_a_weight_is_a_repetition_too(
            @ForAll @IntRange(min = 5, max = 40) int items, @ForAll long seed) {
        Twice twice = Twice.draw(items, seed);
        var random = new SplittableRandom(seed + 1);
        double[][] priors = IntStream.range(0, items)
                .mapToObj(i -> CombinedLabels.normalised(random.doubles(3, 0, 2).toArray()))
                .toArray(double[][]::new);

        assertAlike(twice, twice.byWeight(priors), twice.byRepetition(priors));
    }

    private static void assertAlike(Twice twice, CombinedLabels weighted, CombinedLabels repeated) {
        assertThat(weighted.labelShares()).containsExactly(repeated.labelShares(), within(1e-6));
        for (int rater = 0; rater < RATERS; rater++) {
            assertThat(weighted.accuracy(rater)).isCloseTo(repeated.accuracy(rater), within(1e-6));
        }
        for (int copy = 0; copy < twice.copyOf().length; copy++) {
            assertThat(weighted.probabilities(twice.copyOf()[copy]))
                    .containsExactly(repeated.probabilities(copy), within(1e-6));
        }
    }

    @Test
    void items_that_count_once_each_are_combined_as_without_weights() {
        Twice drawn = Twice.draw(60, 3);
        double[] ones = ItemKnowledge.ones(drawn.weighted());

        CombinedLabels without = DawidSkene.combine(drawn.weighted(), 1);
        CombinedLabels with = DawidSkene.combine(drawn.weighted(), ones, 1);

        for (int item = 0; item < 60; item++) {
            assertThat(with.probabilities(item)).containsExactly(without.probabilities(item));
        }
    }

    @Test
    void the_weight_of_items_moves_what_is_thought_of_raters() {
        Twice drawn = Twice.draw(60, 4);
        double[] heavy = ItemKnowledge.ones(drawn.weighted());
        Arrays.fill(heavy, 0, 20, 50);

        assertThat(DawidSkene.combine(drawn.weighted(), heavy, 1).accuracy(0))
                .isNotCloseTo(DawidSkene.combine(drawn.weighted(), 1).accuracy(0), within(0.005));
    }

    @Test
    void weights_that_are_none_are_refused() {
        Ratings two = Ratings.of(List.of(new Rating("one", "r", "A"), new Rating("two", "r", "B")));

        assertThatThrownBy(() -> DawidSkene.combine(two, new double[] {1}, 1))
                .hasMessageContaining("1 weights for 2 items");
        assertThatThrownBy(() -> DawidSkene.combine(two, new double[] {1, 0}, 1))
                .hasMessageContaining("item two");
        assertThatThrownBy(() -> DawidSkene.combine(two, new double[] {1, Double.NaN}, 1))
                .hasMessageContaining("item two");
    }

    @Property(tries = 20)
    void for_agreement_a_weight_is_a_repetition_inside_its_unit(
            @ForAll @IntRange(min = 5, max = 40) int items, @ForAll long seed) {
        Twice twice = Twice.draw(items, seed);
        List<String> units =
                IntStream.range(0, items).mapToObj(i -> "unit-" + i).toList();
        List<String> unitOfCopy =
                Arrays.stream(twice.copyOf()).mapToObj(units::get).toList();

        var weighted =
                Agreement.estimate(Agreement.percent(), twice.weighted(), twice.weights(), units, 0.95, 50, seed);
        var repeated = Agreement.estimate(Agreement.percent(), twice.repeated(), unitOfCopy, 0.95, 50, seed);

        assertThat(weighted.value()).isCloseTo(repeated.value(), within(1e-9));
        assertThat(weighted.low()).isCloseTo(repeated.low(), within(1e-9));
        assertThat(weighted.high()).isCloseTo(repeated.high(), within(1e-9));
    }
}
