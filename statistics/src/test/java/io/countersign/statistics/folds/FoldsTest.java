package io.countersign.statistics.folds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FoldsTest {

    @Property(tries = 200)
    void every_case_is_scored_once_and_no_unit_is_on_both_sides(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 15) Integer> unitNumbers,
            @ForAll @IntRange(min = 2, max = 6) int folds,
            @ForAll long seed) {
        List<String> units = unitNumbers.stream().map(String::valueOf).toList();

        List<Fold> split = Folds.byUnit(units, folds, seed);

        int[] scored = split.stream()
                .flatMapToInt(fold -> Arrays.stream(fold.test()))
                .sorted()
                .toArray();
        assertThat(scored).containsExactly(IntStream.range(0, units.size()).toArray());
        assertThat(split).allSatisfy(fold -> {
            assertThat(unitsOf(units, fold.train())).doesNotContainAnyElementsOf(unitsOf(units, fold.test()));
            assertThat(fold.train().length + fold.test().length).isEqualTo(units.size());
        });
    }

    @Property(tries = 200)
    void forward_in_time_learns_only_from_the_past_and_from_other_units(
            @ForAll @Size(min = 4, max = 60) List<@IntRange(max = 15) Integer> unitNumbers,
            @ForAll @IntRange(min = 2, max = 6) int blocks) {
        List<String> units = unitNumbers.stream().map(String::valueOf).toList();

        List<Fold> split = Folds.forwardInTime(units, blocks);

        assertThat(split).allSatisfy(fold -> {
            int first = fold.test()[0];
            assertThat(Arrays.stream(fold.train()).allMatch(row -> row < first)).isTrue();
            assertThat(unitsOf(units, fold.train())).doesNotContainAnyElementsOf(unitsOf(units, fold.test()));
        });
        int[] scored =
                split.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).toArray();
        assertThat(scored)
                .containsExactly(
                        IntStream.range(units.size() / blocks, units.size()).toArray());
    }

    @Test
    void the_same_seed_gives_the_same_split_and_another_seed_another() {
        List<String> units = IntStream.range(0, 100).mapToObj(String::valueOf).toList();

        assertThat(Folds.byUnit(units, 5, 1).getFirst().test())
                .isEqualTo(Folds.byUnit(units, 5, 1).getFirst().test())
                .isNotEqualTo(Folds.byUnit(units, 5, 2).getFirst().test());
    }

    @Test
    void one_fold_is_no_split() {
        assertThatThrownBy(() -> Folds.byUnit(List.of("a"), 1, 0)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> Folds.forwardInTime(List.of("a"), 1)).hasMessageContaining("at least 2");
    }

    private static Set<String> unitsOf(List<String> units, int[] rows) {
        return Arrays.stream(rows).mapToObj(units::get).collect(Collectors.toCollection(HashSet::new));
    }
}
