package io.countersign.statistics.calibration;

import io.countersign.statistics.Interval;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.TieGroups;
import java.util.ArrayList;
import java.util.List;

/** Mean confidence beside accuracy, in bins of about equal weight: the reliability diagram. */
public final class ReliabilityCurve {
    private ReliabilityCurve() {}

    /**
     * One bin.
     *
     * @param confidence the mean score of its cases
     * @param accuracy their mean outcome
     * @param weight their weight
     * @param interval where the accuracy lies with 95 % confidence (Wilson's score interval)
     */
    public record Bin(double confidence, double accuracy, double weight, Interval interval) {

        /** How far accuracy lies above the confidence; negative where the model is too sure. */
        public double gap() {
            return accuracy - confidence;
        }
    }

    /**
     * Cuts cases into at most {@code bins} bins of about equal weight, rising in confidence. Cases of one score are never
     * cut apart, so that weights are repetition.
     *
     * @param cases with a confidence in 0..1 as score
     * @param bins at least 1
     */
    public static List<Bin> equalMass(ScoredCases cases, int bins) {
        TieGroups groups = cases.tieGroups();
        double total = cases.totalWeight();
        var curve = new ArrayList<Bin>();
        double weight = 0;
        double scores = 0;
        double outcomes = 0;
        double before = 0;
        int filled = 0;
        for (int g = 0; g < groups.size(); g++) {
            weight += groups.weight(g);
            scores += groups.weight(g) * groups.score(g);
            outcomes += groups.outcomeSum(g);
            double next = g + 1 < groups.size() ? groups.weight(g + 1) : 0;
            double edge = total * (filled + 1) / bins;
            // Close the bin where its edge is nearest: before the next group, if that would overshoot by more.
            if (g + 1 == groups.size() || before + weight + next / 2 > edge) {
                double accuracy = Math.min(1, outcomes / weight);
                curve.add(new Bin(scores / weight, accuracy, weight, Interval.wilson(accuracy, weight, 0.95)));
                before += weight;
                filled = Math.max(filled + 1, (int) Math.floor(before / total * bins + 1e-9));
                weight = 0;
                scores = 0;
                outcomes = 0;
            }
        }
        return List.copyOf(curve);
    }
}
