package io.countersign.statistics.guarantee;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Audited cases: score, whether the model was wrong, and the independent unit of each. Immutable.
 *
 * <p>Uniform audits only: every case that the promise is for must have had the same chance of being drawn, with its whole unit.
 * There are no weights here, for the exact tail of the binomial knows none; leave out audits that were drawn more often
 * where errors were likely. The score of a case must not have been learnt from its own label.
 */
public final class Evidence {
    private final double[] score;
    private final boolean[] wrong;
    private final int[] unit;
    private final boolean ownUnits;

    private Evidence(double[] score, boolean[] wrong, int[] unit) {
        this.score = score;
        this.wrong = wrong;
        this.unit = unit;
        this.ownUnits = Arrays.stream(unit).distinct().count() == unit.length;
    }

    /**
     * Cases that are units of their own.
     *
     * @param score larger is surer, n
     * @param wrong whether the model's answer was wrong, n
     */
    public static Evidence independent(double[] score, boolean[] wrong) {
        return clustered(score, wrong, IntStream.range(0, score.length).toArray());
    }

    /**
     * Cases in units.
     *
     * @param unit any number that cases of one unit share, n
     */
    public static Evidence clustered(double[] score, boolean[] wrong, int[] unit) {
        if (score.length != wrong.length || unit.length != wrong.length) {
            throw new IllegalArgumentException(
                    "%d scores, %d outcomes, %d units".formatted(score.length, wrong.length, unit.length));
        }
        return new Evidence(score.clone(), wrong.clone(), unit.clone());
    }

    /** How many cases. */
    public int cases() {
        return score.length;
    }

    double score(int i) {
        return score[i];
    }

    boolean wrong(int i) {
        return wrong[i];
    }

    int unit(int i) {
        return unit[i];
    }

    boolean everyCaseIsItsOwnUnit() {
        return ownUnits;
    }

    /** How many independent cases these are worth at least: as many as there would be units, were all like the largest. */
    double worth() {
        var sizes = new HashMap<Integer, Integer>();
        Arrays.stream(unit).forEach(u -> sizes.merge(u, 1, Integer::sum));
        double largest = sizes.values().stream().max(Integer::compare).orElse(1);
        return unit.length / largest;
    }

    /** Cases that score strictly above a threshold. */
    int automated(double threshold) {
        return (int) Arrays.stream(score).filter(s -> s > threshold).count();
    }

    int errors(double threshold) {
        return (int) IntStream.range(0, score.length)
                .filter(i -> score[i] > threshold && wrong[i])
                .count();
    }

    int units(double threshold) {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < score.length; i++) {
            if (score[i] > threshold) {
                seen.add(unit[i]);
            }
        }
        return seen.size();
    }
}
