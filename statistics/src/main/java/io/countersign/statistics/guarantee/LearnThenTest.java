package io.countersign.statistics.guarantee;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the lowest threshold whose promise holds, by testing thresholds in turn (Angelopoulos, Bates, Candès, Jordan and
 * Lei 2021, "Learn then Test").
 *
 * <p>For each threshold the hypothesis is that its automated error exceeds the target; it is tested with the exact binomial
 * tail where cases are independent, and a bound that counts whole units where they are not ({@link WeightedUnits}).
 * Thresholds are taken from the strictest to the loosest. The chance of being wrong is divided among several starts, and what a
 * start has left flows on to the next one that the sequence reaches (the fallback procedure, Wiens 2003), which keeps the
 * chance that any certified threshold breaks the promise within its bound.
 */
public final class LearnThenTest {
    private static final int STEPS = 200;
    private static final double LOOSEST_START = 0.9;
    private static final double ROOM = 1.3;
    private static final int CUSTOMARY_STARTS = 4;
    private static final double WIDEST_STEP = 2.2;

    private final int starts;
    private final double widestStep;
    private final int scores;

    private LearnThenTest(int starts, double widestStep, int scores) {
        this.starts = starts;
        this.widestStep = widestStep;
        this.scores = scores;
    }

    /**
     * With a number of starts. More starts find something where the surest cases are not the best; fewer go further.
     *
     * @param starts at most so many, at least 1; scant evidence gets fewer
     */
    public static LearnThenTest withStarts(int starts) {
        if (starts < 1) {
            throw new IllegalArgumentException(starts + " starts");
        }
        return new LearnThenTest(starts, Double.POSITIVE_INFINITY, 1);
    }

    /**
     * With as many starts as the evidence is worth: four, fewer where it is scant, and more where it is plenty, so that each
     * start automates at most 2.2 times as much as the one before. Otherwise plenty of evidence would leave wide gaps
     * between the starts, and miss a promise that holds only somewhere in a gap.
     */
    public static LearnThenTest withStartsByEvidence() {
        return new LearnThenTest(CUSTOMARY_STARTS, WIDEST_STEP, 1);
    }

    /**
     * The same where the score of the cases was picked out of several by looking at the labels of the evidence. Each of them
     * is tested with its part of the chance (Bonferroni), so that the promises that all of them would get hold together, and
     * with them the one that is given, however it was picked.
     *
     * @param several how many scores it was picked out of, fixed before the labels were seen, at least 1
     */
    public LearnThenTest forOneScoreOf(int several) {
        if (several < 1) {
            throw new IllegalArgumentException("one score of " + several);
        }
        return new LearnThenTest(starts, widestStep, several);
    }

    /**
     * Thresholds at equal steps of coverage, from the strictest to the loosest, which automates everything.
     *
     * @param scores of cases like those to be automated, labelled or not; their labels play no part
     */
    public static double[] thresholds(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double[] thresholds = new double[STEPS];
        for (int step = 1; step <= STEPS; step++) {
            int below = sorted.length - (int) Math.round((double) step / STEPS * sorted.length);
            thresholds[step - 1] = below <= 0 ? Double.NEGATIVE_INFINITY : sorted[below - 1];
        }
        return Arrays.stream(thresholds).distinct().toArray();
    }

    /**
     * Certifies one promise.
     *
     * @param thresholds falling, chosen without the labels of the evidence, as by {@link #thresholds}
     * @return a certificate that grants nothing when the evidence does not suffice
     */
    public Certificate certify(Evidence evidence, double[] thresholds, Promise promise, Scope scope) {
        return certify(evidence, thresholds, promise, scope, 1);
    }

    /**
     * Certifies the same promise for several slices, so that all of them hold together (Bonferroni).
     *
     * @param evidence of each slice
     * @param thresholds falling, chosen without the labels of the evidence
     */
    public Map<String, Certificate> certifySlices(
            Map<String, Evidence> evidence, double[] thresholds, Promise promise, String modelVersion) {
        var certificates = new TreeMap<String, Certificate>();
        evidence.forEach((slice, cases) -> certificates.put(
                slice, certify(cases, thresholds, promise, new Scope(modelVersion, slice), evidence.size())));
        return certificates;
    }

    private Certificate certify(Evidence evidence, double[] thresholds, Promise promise, Scope scope, int among) {
        Promise tested = promise.shared(among * scores);
        RiskTest test = RiskTest.of(evidence, promise.target());
        int[] startsAt = startsAt(evidence, thresholds.length, tested);
        double each = tested.chance() / Arrays.stream(startsAt).sum();
        double threshold = Double.POSITIVE_INFINITY;
        double level = 0;
        for (int i = 0; i < thresholds.length; i++) {
            level += startsAt[i] * each;
            if (level > 0 && test.pValue(thresholds[i]) <= level) {
                threshold = thresholds[i];
            } else {
                level = 0;
            }
        }
        return Certificate.at(threshold, evidence, promise, scope, Certificate.Method.LEARN_THEN_TEST, among);
    }

    /**
     * How many starts fall on each threshold: from a little more coverage than even flawless evidence needs up to nearly
     * everything, in equal ratios; fewer starts where the first would not leave room for the others. It looks at the
     * amount of evidence only, never at its labels.
     */
    private int[] startsAt(Evidence evidence, int thresholds, Promise tested) {
        int affordable = starts;
        while (affordable > 1 && flawlessCoverage(evidence, tested, affordable) > LOOSEST_START / 2) {
            affordable--;
        }
        if (affordable == starts) {
            double reach = LOOSEST_START / flawlessCoverage(evidence, tested, starts);
            affordable = Math.max(starts, 1 + (int) Math.ceil(Math.log(reach) / Math.log(widestStep)));
        }
        double lowest = Math.min(LOOSEST_START, flawlessCoverage(evidence, tested, affordable));
        int[] count = new int[thresholds];
        for (int s = 0; s < affordable; s++) {
            double place = affordable == 1 ? 0 : (double) s / (affordable - 1);
            double coverage = lowest * Math.pow(LOOSEST_START / lowest, place);
            count[Math.min(thresholds - 1, (int) (coverage * thresholds))]++;
        }
        return count;
    }

    private static double flawlessCoverage(Evidence evidence, Promise tested, int starts) {
        double flawless = Math.log(tested.chance() / starts) / Math.log1p(-tested.target());
        return ROOM * flawless / Math.max(1, evidence.worth());
    }
}
