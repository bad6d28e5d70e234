package io.countersign.study;

import io.countersign.statistics.folds.Fold;
import io.countersign.statistics.folds.Folds;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who learns from whom: for each fold the rows learnt from and the rows scored, never sharing a unit.
 *
 * @param stream whether learning goes forward in time
 * @param splits the folds
 * @param learnt the rows whose outcome may be learnt from; with a limited number of labels only these
 */
record Protocol(boolean stream, List<Split> splits, int[] learnt) {
    private static final int FOLDS = 5;
    private static final int BLOCKS = 6;
    private static final int FOLD_PARTS = 2;
    private static final int STREAM_PARTS = 4;

    /** One fold. */
    record Split(int[] train, int[] test) {
        boolean isOfUse() {
            return train.length > 0 && test.length > 0;
        }
    }

    /**
     * Decides how to learn.
     *
     * @param labels how many random outcomes may be learnt from; null for all
     */
    static Protocol of(StudyCases cases, TimeOrder order, @Nullable Integer labels, long seed) {
        boolean stream = order.isStream(cases);
        int[] learnt = labels == null ? cases.all() : sample(cases.size(), labels, seed);
        List<Fold> folds =
                stream ? Folds.forwardInTime(cases.units(), BLOCKS) : Folds.byUnit(cases.units(), FOLDS, seed);
        if (labels == null) {
            return new Protocol(stream, splits(folds, Set.of()), learnt);
        }
        Set<Integer> known = new HashSet<>();
        Arrays.stream(learnt).forEach(known::add);
        boolean ownUnits = cases.units().stream().distinct().count() == cases.size();
        if (!stream && ownUnits) {
            int[] rest = IntStream.range(0, cases.size())
                    .filter(i -> !known.contains(i))
                    .toArray();
            return new Protocol(false, List.of(new Split(learnt, rest)), learnt);
        }
        return new Protocol(stream, splits(folds, known), learnt);
    }

    /** The same cases cross-fitted inside the rows that may be learnt from: what a choice may be based on. */
    Protocol amongLearnt(StudyCases cases, long seed) {
        if (learnt.length == cases.size()) {
            return this;
        }
        List<String> units =
                Arrays.stream(learnt).mapToObj(i -> cases.get(i).unit()).toList();
        List<Fold> folds = stream ? Folds.forwardInTime(units, BLOCKS) : Folds.byUnit(units, FOLDS, seed);
        return new Protocol(
                stream,
                folds.stream()
                        .map(fold -> new Split(at(fold.train()), at(fold.test())))
                        .filter(Split::isOfUse)
                        .toList(),
                learnt);
    }

    /**
     * The finer folds that calibration is learnt in, which costs little: the scored rows of a split in parts, each with all
     * the rows that may be learnt from, but for those of its units and, in a stream, whatever comes after its first row.
     */
    List<Split> finer(Split split, StudyCases cases, long seed) {
        return parts(split, cases, seed)
                .filter(test -> test.length > 0)
                .map(test -> new Split(known(test, cases), test))
                .toList();
    }

    private Stream<int[]> parts(Split split, StudyCases cases, long seed) {
        int[] test = split.test();
        if (stream) {
            return IntStream.range(0, STREAM_PARTS)
                    .mapToObj(part -> Arrays.copyOfRange(
                            test, test.length * part / STREAM_PARTS, test.length * (part + 1) / STREAM_PARTS));
        }
        if (split.train().length == learnt.length) {
            return Stream.of(test);
        }
        List<String> units =
                Arrays.stream(test).mapToObj(i -> cases.get(i).unit()).toList();
        return Folds.byUnit(units, FOLD_PARTS, seed).stream()
                .map(fold -> Arrays.stream(fold.test()).map(k -> test[k]).toArray());
    }

    private int[] known(int[] test, StudyCases cases) {
        Set<String> units = new HashSet<>();
        Arrays.stream(test).forEach(i -> units.add(cases.get(i).unit()));
        return Arrays.stream(learnt)
                .filter(i -> !stream || i < test[0])
                .filter(i -> !units.contains(cases.get(i).unit()))
                .toArray();
    }

    private int[] at(int[] positions) {
        return Arrays.stream(positions).map(k -> learnt[k]).toArray();
    }

    private static List<Split> splits(List<Fold> folds, Set<Integer> onlyThese) {
        return folds.stream()
                .map(fold -> onlyThese.isEmpty()
                        ? new Split(fold.train(), fold.test())
                        : new Split(
                                Arrays.stream(fold.train())
                                        .filter(onlyThese::contains)
                                        .toArray(),
                                Arrays.stream(fold.test())
                                        .filter(i -> !onlyThese.contains(i))
                                        .toArray()))
                .filter(Split::isOfUse)
                .toList();
    }

    private static int[] sample(int n, int labels, long seed) {
        if (labels >= n / 2) {
            throw new StudyException("--labels " + labels + " leaves too few of " + n + " cases to be scored");
        }
        var random = new SplittableRandom(seed);
        int[] rows = IntStream.range(0, n).toArray();
        for (int i = 0; i < labels; i++) {
            int j = i + random.nextInt(n - i);
            int kept = rows[i];
            rows[i] = rows[j];
            rows[j] = kept;
        }
        return Arrays.stream(rows, 0, labels).sorted().toArray();
    }
}
