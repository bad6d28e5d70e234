package io.countersign.statistics.selective;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.TieGroups;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What happens to errors when the least sure cases go to people (El-Yaniv and Wiener 2010).
 *
 * <p>Shares are of the total weight. Among cases of one score the reviewed ones are picked at random, so every figure is
 * an expectation and does not depend on the order of cases. Made in n log n time, asked in log n.
 */
public final class RiskCoverage {
    private final double[] scores;
    private final double[] weightTo;
    private final double[] errorsTo;

    private RiskCoverage(TieGroups groups) {
        scores = new double[groups.size()];
        weightTo = new double[groups.size() + 1];
        errorsTo = new double[groups.size() + 1];
        for (int g = 0; g < scores.length; g++) {
            scores[g] = groups.score(g);
            weightTo[g + 1] = weightTo[g] + groups.weight(g);
            errorsTo[g + 1] = errorsTo[g] + groups.weight(g) - groups.outcomeSum(g);
        }
    }

    /** Ranks cases; a larger score is surer, an outcome of 1 is right. */
    public static RiskCoverage of(ScoredCases cases) {
        if (cases.size() == 0) {
            throw new IllegalArgumentException("no cases to rank");
        }
        return new RiskCoverage(cases.tieGroups());
    }

    /** The error rate without any review. */
    public double baseRisk() {
        return errorsTo[scores.length] / total();
    }

    /**
     * The share of all errors that lies in the reviewed part; 0 when there are none.
     *
     * @param reviewShare 0..1, the least sure cases
     */
    public double errorsCaught(double reviewShare) {
        double all = errorsTo[scores.length];
        return all == 0 ? 0 : errorsBelow(reviewShare) / all;
    }

    /**
     * The accuracy of people and machine together.
     *
     * @param reviewShare 0..1, the least sure cases
     * @param reviewerAccuracy how often the reviewer is right, 0..1
     */
    public double combinedAccuracy(double reviewShare, double reviewerAccuracy) {
        double automatedErrors = errorsTo[scores.length] - errorsBelow(reviewShare);
        return 1 - automatedErrors / total() - reviewShare * (1 - reviewerAccuracy);
    }

    /**
     * The error rate of the automated part, 0 when it is empty.
     *
     * @param coverage 0..1, the share that is automated: the surest cases
     */
    public double risk(double coverage) {
        return coverage <= 0 ? 0 : (errorsTo[scores.length] - errorsBelow(1 - coverage)) / (coverage * total());
    }

    /** The mean of {@link #risk} over all coverages: the area under the curve, smaller is better. */
    public double area() {
        double area = 0;
        for (int g = scores.length - 1; g >= 0; g--) {
            double covered = total() - weightTo[g + 1];
            double errors = errorsTo[scores.length] - errorsTo[g + 1];
            double weight = weightTo[g + 1] - weightTo[g];
            double rate = (errorsTo[g + 1] - errorsTo[g]) / weight;
            // Within a group errors grow in a straight line, so the risk integrates in closed form.
            area += rate * weight;
            if (covered > 0) {
                area += (errors - rate * covered) * Math.log((covered + weight) / covered);
            }
        }
        return area / total();
    }

    /**
     * The score below which cases go to people so that no more than the budget does: review what scores strictly less.
     *
     * @param reviewShare the budget, 0..1
     * @return positive infinity when everything fits
     */
    public double thresholdForBudget(double reviewShare) {
        int group = groupAt(reviewShare * total() * (1 + 1e-12));
        return group >= scores.length ? Double.POSITIVE_INFINITY : scores[group];
    }

    /**
     * What each further step of review buys.
     *
     * @param step such as 0.05
     */
    public List<Gain> marginalGains(double step) {
        int steps = (int) Math.round(1 / step);
        return IntStream.range(0, steps)
                .mapToObj(i -> gain((double) i / steps, (i + 1.0) / steps))
                .toList();
    }

    private Gain gain(double from, double to) {
        double errors = errorsBelow(to) - errorsBelow(from);
        return new Gain(
                from, to, errorsCaught(to) - errorsCaught(from), errors / total(), errors / ((to - from) * total()));
    }

    /**
     * One more step of review.
     *
     * @param from share reviewed before
     * @param to share reviewed after
     * @param errorsCaught share of all errors that the step finds
     * @param accuracy what it adds to the combined accuracy, when reviewers are right
     * @param hitRate share of its cases in which the model is wrong
     */
    public record Gain(double from, double to, double errorsCaught, double accuracy, double hitRate) {}

    private double total() {
        return weightTo[scores.length];
    }

    private double errorsBelow(double share) {
        double weight = Math.clamp(share, 0, 1) * total();
        int group = groupAt(weight);
        if (group >= scores.length) {
            return errorsTo[scores.length];
        }
        double inside = (weight - weightTo[group]) / (weightTo[group + 1] - weightTo[group]);
        return errorsTo[group] + inside * (errorsTo[group + 1] - errorsTo[group]);
    }

    /** The group that begins at or before a weight and ends after it. */
    private int groupAt(double weight) {
        int at = Arrays.binarySearch(weightTo, weight);
        return at >= 0 ? at : -at - 2;
    }
}
