package io.countersign.statistics.calibration;

import io.countersign.statistics.Interval;
import io.countersign.statistics.ScoredCases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far confidence is from accuracy. */
public final class CalibrationError {
    private CalibrationError() {}

    /**
     * Expected calibration error: the mean distance between confidence and accuracy over bins of equal weight (Naeini et
     * al. 2015, with equal-mass bins as Nguyen and O'Connor 2015). It is biased upwards with few cases a bin.
     *
     * @param cases with a confidence in 0..1 as score
     * @param bins 15 is customary
     */
    public static double expected(ScoredCases cases, int bins) {
        double sum = 0;
        double weight = 0;
        for (ReliabilityCurve.Bin bin : ReliabilityCurve.equalMass(cases, bins)) {
            sum += bin.weight() * Math.abs(bin.gap());
            weight += bin.weight();
        }
        return sum / weight;
    }

    /**
     * An interval for the error that bins of these scores would show with endlessly many outcomes. {@link #expected} stands
     * above that by what chance alone adds, so the interval reaches further down than up, and down to 0 where the cases may
     * as well be calibrated ({@link CalibrationErrorInterval}). It contains {@link #expected} itself.
     *
     * @param units the independent unit of each case, numbered from 0
     * @param level such as 0.95; it covers at least about as often, also where nothing is wrong
     * @param repetitions how many draws of chance, a thousand or more
     */
    public static Interval interval(
            ScoredCases cases, int bins, int[] units, double level, int repetitions, long seed) {
        return CalibrationErrorInterval.of(cases, bins, units).interval(level, repetitions, seed);
    }

    /**
     * Accuracy minus mean confidence in each slice; {@link GapsByChance} tells how much of it may be chance.
     *
     * @param slices the slice of each case
     */
    public static Map<String, SliceGap> bySlice(ScoredCases cases, List<String> slices) {
        var gaps = new LinkedHashMap<String, SliceGap>();
        members(slices).forEach((slice, inside) -> gaps.put(slice, gap(cases.at(inside))));
        return gaps;
    }

    /**
     * The positions of the cases of each slice, in the order in which slices first come.
     *
     * @param slices the slice of each case
     */
    public static Map<String, int[]> members(List<String> slices) {
        var members = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < slices.size(); i++) {
            members.computeIfAbsent(slices.get(i), slice -> new ArrayList<>()).add(i);
        }
        var positions = new LinkedHashMap<String, int[]>();
        members.forEach((slice, inside) ->
                positions.put(slice, inside.stream().mapToInt(Integer::intValue).toArray()));
        return positions;
    }

    /** Accuracy minus mean confidence of some cases. */
    public static SliceGap gap(ScoredCases cases) {
        double confidence = 0;
        for (int i = 0; i < cases.size(); i++) {
            confidence += cases.weight(i) * cases.score(i);
        }
        return new SliceGap(cases.size(), confidence / cases.totalWeight(), cases.meanOutcome());
    }

    /**
     * What a slice says of itself and what is true.
     *
     * @param cases how many
     * @param confidence their mean confidence
     * @param accuracy their mean outcome
     */
    public record SliceGap(int cases, double confidence, double accuracy) {

        /** Accuracy minus confidence; negative where the model is too sure. */
        public double gap() {
            return accuracy - confidence;
        }
    }
}
