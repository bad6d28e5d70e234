package io.countersign.statistics.folds;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Ways to split cases for cross-fitting (Stone 1974; for time series, rolling-origin evaluation, Tashman 2000).
 *
 * <p>Cases of one unit (a template, a day, a document) are not independent: every split keeps a unit whole.
 */
public final class Folds {

    private Folds() {}

    /**
     * Deals whole units to {@code folds} parts at random; each part is scored by what is learnt from the others.
     *
     * @param units the independent unit of each case; equal strings are one unit
     * @param folds how many parts, at least 2
     * @param seed the same seed gives the same split
     * @return one fold a part; every case is scored exactly once. Parts without a unit are left out
     */
    public static List<Fold> byUnit(List<String> units, int folds, long seed) {
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be at least 2, not " + folds);
        }
        int[] part = parts(units, folds, seed);
        return IntStream.range(0, folds)
                .mapToObj(f ->
                        new Fold(rows(units.size(), row -> part[row] != f), rows(units.size(), row -> part[row] == f)))
                .filter(fold -> fold.test().length > 0)
                .toList();
    }

    /**
     * Cuts cases in their order of arrival into equal blocks; each block but the first is scored by what is learnt from
     * all earlier ones, so that nothing is learnt from the future. The first block is never scored.
     *
     * @param units the independent unit of each case, cases in order of arrival; cases of a unit that reaches into the
     *     scored block are not learnt from
     * @param blocks how many blocks, at least 2
     */
    public static List<Fold> forwardInTime(List<String> units, int blocks) {
        if (blocks < 2) {
            throw new IllegalArgumentException("blocks must be at least 2, not " + blocks);
        }
        int n = units.size();
        return IntStream.range(1, blocks)
                .mapToObj(b -> forward(units, (int) ((long) n * b / blocks), (int) ((long) n * (b + 1) / blocks)))
                .filter(fold -> fold.test().length > 0)
                .toList();
    }

    private static Fold forward(List<String> units, int from, int to) {
        Set<String> scored = new HashSet<>(units.subList(from, to));
        return new Fold(
                rows(from, row -> !scored.contains(units.get(row))),
                IntStream.range(from, to).toArray());
    }

    private static int[] parts(List<String> units, int folds, long seed) {
        Map<String, Integer> number = new LinkedHashMap<>();
        units.forEach(unit -> number.putIfAbsent(unit, number.size()));
        int[] order = shuffled(number.size(), seed);
        return units.stream()
                .mapToInt(unit -> order[number.getOrDefault(unit, 0)] % folds)
                .toArray();
    }

    private static int[] shuffled(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    private static int[] rows(int n, IntPredicate wanted) {
        return IntStream.range(0, n).filter(wanted).toArray();
    }
}
