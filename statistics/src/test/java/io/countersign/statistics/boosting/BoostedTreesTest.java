package io.countersign.statistics.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {

    private static final int[] QUANTITY_CATEGORY_QUANTITY = {0, 6, 0};
    private static final BoostingSettings SMALL = new BoostingSettings(10, 6, 0.3, 4, 1, 32, 1, 2, 1);

    @Property(tries = 25)
    void a_weight_of_two_is_the_row_twice(@ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        Sample once = Sample.draw(150, seed);
        Sample twice = once.withItsFirstHalfRepeated();
        double[] weights = new double[150];
        Arrays.fill(weights, 0, 75, 2);
        Arrays.fill(weights, 75, 150, 1);

        BoostedTrees weighted = Boosting.fit(once.table(), once.target(), weights, new double[150], SMALL);
        BoostedTrees repeated = twice.fit(SMALL);

        assertThat(once.rows)
                .allSatisfy(row -> assertThat(weighted.logOdds(row)).isCloseTo(repeated.logOdds(row), within(1e-5)));
    }

    @Property(tries = 25)
    void contributions_are_the_shapley_values_and_sum_to_the_prediction(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
        Sample sample = Sample.draw(200, seed);
        BoostedTrees trees = sample.fit(SMALL);
        double[] row = sample.rows.getFirst();

        double[] contributions = trees.contributions(row);

        assertThat(contributions).containsExactly(ShapleyByDefinition.of(trees, row), within(1e-9));
        assertThat(trees.expectedLogOdds() + Arrays.stream(contributions).sum())
                .isCloseTo(trees.logOdds(row), within(1e-9));
    }

    /**
     * Lundberg, Erion and Lee (2018), figure 1: of a patient with fever and cough, a risk of 80 where both meet gives 30 to
     * each, and 10 more for a cough gives 5 more to the cough; four kinds of patients, equally many of each.
     */
    @Test
    void fever_and_cough_contribute_as_in_the_authors_own_figure() {
        assertThat(contributionsOfBoth(0, 80)).containsExactly(new double[] {30, 30}, within(1e-9));
        assertThat(contributionsOfBoth(10, 90)).containsExactly(new double[] {30, 35}, within(1e-9));
    }

    private static double[] contributionsOfBoth(double cough, double both) {
        Tree tree = new Tree(7);
        double[] leaves = {0, cough, 0, both};
        for (int node = 0; node < 7; node++) {
            tree.cover[node] = node == 0 ? 4 : node < 3 ? 2 : 1;
            if (node < 3) {
                tree.column[node] = node == 0 ? 0 : 1;
                tree.threshold[node] = 0.5;
                tree.left[node] = 2 * node + 1;
                tree.right[node] = 2 * node + 2;
            } else {
                tree.value[node] = leaves[node - 3];
            }
        }
        double[] contributions = new double[2];
        TreeShap.add(tree, new double[] {1, 1}, contributions);
        return contributions;
    }

    @Property(tries = 25)
    void what_is_stored_and_read_again_predicts_the_same_bit_for_bit(
            @ForAll @IntRange(min = 1, max = 1_000_000) int seed) throws IOException {
        Sample sample = Sample.draw(200, seed);
        BoostedTrees trees = sample.fit(SMALL);

        BoostedTrees again = BoostedTrees.readFrom(new DataInputStream(new ByteArrayInputStream(stored(trees))), 3);

        assertThat(sample.rows).allSatisfy(row -> {
            assertThat(again.logOdds(row)).isEqualTo(trees.logOdds(row));
            assertThat(again.contributions(row)).isEqualTo(trees.contributions(row));
        });
    }

    @Property(tries = 200)
    void damaged_bytes_never_make_a_tree_that_runs_for_ever_or_off_its_columns(
            @ForAll @IntRange(min = 0, max = 2_000) int at, @ForAll byte damage) throws IOException {
        byte[] bytes = stored(Sample.draw(200, 3).fit(SMALL));
        bytes[at % bytes.length] ^= damage;
        try {
            BoostedTrees.readFrom(new DataInputStream(new ByteArrayInputStream(bytes)), 3)
                    .logOdds(new double[] {1, 2, 3});
        } catch (IOException expected) {
            assertThat(expected).isNotNull();
        }
    }

    @Test
    void learns_an_interaction_of_a_category_with_a_missing_value() {
        SplittableRandom random = new SplittableRandom(5);
        List<double[]> rows = new ArrayList<>();
        boolean[] target = new boolean[2_000];
        for (int i = 0; i < target.length; i++) {
            boolean missing = random.nextBoolean();
            int category = random.nextInt(6);
            rows.add(new double[] {missing ? Double.NaN : random.nextDouble(), category, random.nextDouble()});
            target[i] = random.nextDouble() < (missing && category % 2 == 1 ? 0.9 : 0.1);
        }

        BoostedTrees trees = new Sample(rows, target).fit(BoostingSettings.standard(1));

        assertThat(Logistic.probability(trees.logOdds(new double[] {Double.NaN, 3, 0.5})))
                .isGreaterThan(0.75);
        assertThat(Logistic.probability(trees.logOdds(new double[] {Double.NaN, 2, 0.5})))
                .isLessThan(0.25);
        assertThat(Logistic.probability(trees.logOdds(new double[] {0.5, 3, 0.5})))
                .isLessThan(0.25);
    }

    @Test
    void a_code_that_was_never_seen_is_treated_as_missing_and_does_not_fail() {
        BoostedTrees trees = Sample.draw(300, 8).fit(SMALL);

        assertThat(trees.logOdds(new double[] {Double.NaN, Double.NaN, Double.NaN}))
                .isFinite();
    }

    @Test
    void the_seed_decides_everything() {
        Sample sample = Sample.draw(300, 9);
        BoostingSettings drawn = new BoostingSettings(10, 6, 0.3, 4, 1, 32, 0.5, 2, 1);
        BoostingSettings otherwise = new BoostingSettings(10, 6, 0.3, 4, 1, 32, 0.5, 2, 2);
        double[] row = sample.rows.getFirst();

        assertThat(sample.fit(drawn).logOdds(row)).isEqualTo(sample.fit(drawn).logOdds(row));
        assertThat(sample.fit(drawn).logOdds(row))
                .isNotEqualTo(sample.fit(otherwise).logOdds(row));
    }

    @Test
    void an_outcome_that_never_varies_needs_no_split() {
        Sample sample = Sample.draw(100, 4);

        BoostedTrees trees = new Sample(sample.rows, new boolean[100]).fit(SMALL);

        assertThat(sample.rows)
                .allSatisfy(row -> assertThat(trees.logOdds(row)).isEqualTo(trees.logOdds(sample.rows.getFirst())));
    }

    @Test
    void rows_and_outcomes_must_be_as_many() {
        Sample sample = Sample.draw(100, 4);

        assertThatThrownBy(() -> Boosting.fit(sample.table(), new boolean[99], new double[100], new double[100], SMALL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same number of rows");
    }

    private static byte[] stored(BoostedTrees trees) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trees.writeTo(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Sample(List<double[]> rows, boolean[] target) {

        static Sample draw(int n, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<double[]> rows = new ArrayList<>();
            boolean[] target = new boolean[n];
            for (int i = 0; i < n; i++) {
                double a = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(20);
                int category = random.nextInt(6);
                double b = random.nextDouble();
                rows.add(new double[] {a, category, b});
                target[i] = random.nextDouble() < (a > 10 ? 0.8 : 0.3) * (category % 2 == 0 ? 1 : b);
            }
            return new Sample(rows, target);
        }

        FeatureTable table() {
            return FeatureTable.of(rows, QUANTITY_CATEGORY_QUANTITY);
        }

        BoostedTrees fit(BoostingSettings settings) {
            double[] ones = new double[rows.size()];
            Arrays.fill(ones, 1);
            return Boosting.fit(table(), target, ones, new double[rows.size()], settings);
        }

        Sample withItsFirstHalfRepeated() {
            int half = rows.size() / 2;
            List<double[]> more = new ArrayList<>(rows);
            more.addAll(rows.subList(0, half));
            boolean[] moreTargets = Arrays.copyOf(target, rows.size() + half);
            System.arraycopy(target, 0, moreTargets, rows.size(), half);
            return new Sample(more, moreTargets);
        }
    }
}
