package io.countersign.statistics.calibration;

import io.countersign.statistics.Interval;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.TieGroups;
import io.countersign.statistics.resampling.ShareByUnits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Mean confidence beside accuracy, in bins of about equal weight: the reliability diagram. */
public final class ReliabilityCurve {
    private ReliabilityCurve() {}

    /**
     * One bin.
     *
     * @param confidence the mean score of its cases
     * @param accuracy their mean outcome
     * @param weight their weight
     * @param interval where the accuracy lies with 95 % confidence (Wilson's score interval): for independent cases, or
     *     counting whole units where they are given ({@link ShareByUnits}). Weights are no evidence: with unequal ones it
     *     counts as many cases as tell as much, the squared weight over the sum of squares (Kish 1965)
     */
    public record Bin(double confidence, double accuracy, double weight, Interval interval) {

        /** How far accuracy lies above the confidence; negative where the model is too sure. */
        public double gap() {
            return accuracy - confidence;
        }
    }

    /** A bin, how many cases of equal weight tell as much, and the highest score in it. */
    record Part(Bin bin, double effectiveCases, double highest) {}

    /**
     * Cuts cases into at most {@code bins} bins of about equal weight, rising in confidence. Cases of one score are never
     * cut apart, so that for all but the intervals weights are repetition.
     *
     * @param cases with a confidence in 0..1 as score
     * @param bins at least 1
     */
    public static List<Bin> equalMass(ScoredCases cases, int bins) {
        return parts(cases, bins).stream().map(Part::bin).toList();
    }

    /**
     * The same bins, with intervals that count whole units: wider where the cases of a unit are right or wrong together.
     *
     * @param units the independent unit of each case, numbered from 0, as many as there are cases
     */
    public static List<Bin> equalMass(ScoredCases cases, int bins, int[] units) {
        if (units.length != cases.size()) {
            throw new IllegalArgumentException(units.length + " units for " + cases.size() + " cases");
        }
        List<Part> parts = parts(cases, bins);
        double[] highest = parts.stream().mapToDouble(Part::highest).toArray();
        int[] binOf = IntStream.range(0, cases.size())
                .map(i -> atOrAfter(highest, cases.score(i)))
                .toArray();
        return IntStream.range(0, highest.length)
                .mapToObj(b -> {
                    Bin bin = parts.get(b).bin();
                    int[] inside = IntStream.range(0, binOf.length)
                            .filter(i -> binOf[i] == b)
                            .toArray();
                    return new Bin(bin.confidence(), bin.accuracy(), bin.weight(), byUnits(cases, inside, units));
                })
                .toList();
    }

    private static int atOrAfter(double[] highest, double score) {
        int at = Arrays.binarySearch(highest, score);
        return at >= 0 ? at : -at - 1;
    }

    private static Interval byUnits(ScoredCases cases, int[] inside, int[] units) {
        return ShareByUnits.interval(
                Arrays.stream(inside).mapToDouble(cases::outcome).toArray(),
                Arrays.stream(inside).mapToDouble(cases::weight).toArray(),
                Arrays.stream(inside).map(i -> units[i]).toArray(),
                0.95);
    }

    static List<Part> parts(ScoredCases cases, int bins) {
        TieGroups groups = cases.tieGroups();
        double total = cases.totalWeight();
        var parts = new ArrayList<Part>();
        var sums = new Sums();
        double before = 0;
        int filled = 0;
        for (int g = 0; g < groups.size(); g++) {
            sums.add(groups, g);
            double next = g + 1 < groups.size() ? groups.weight(g + 1) : 0;
            double edge = total * (filled + 1) / bins;
            // Close the bin where its edge is nearest: before the next group, if that would overshoot by more.
            if (g + 1 == groups.size() || before + sums.weight + next / 2 > edge) {
                parts.add(sums.part(groups.score(g)));
                before += sums.weight;
                filled = Math.max(filled + 1, (int) Math.floor(before / total * bins + 1e-9));
                sums = new Sums();
            }
        }
        return List.copyOf(parts);
    }

    private static final class Sums {
        private double weight;
        private double squares;
        private double scores;
        private double outcomes;

        void add(TieGroups groups, int g) {
            weight += groups.weight(g);
            squares += groups.squaredWeight(g);
            scores += groups.weight(g) * groups.score(g);
            outcomes += groups.outcomeSum(g);
        }

        Part part(double highest) {
            double accuracy = Math.min(1, outcomes / weight);
            double effective = weight * weight / squares;
            Interval interval = Interval.wilson(accuracy, effective, 0.95);
            return new Part(new Bin(scores / weight, accuracy, weight, interval), effective, highest);
        }
    }
}
