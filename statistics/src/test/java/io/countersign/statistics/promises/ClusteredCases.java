package io.countersign.statistics.promises;

import java.util.SplittableRandom;

/**
 * Cases in units that are wrong or right mostly as a whole, of a law that is known. Scores are uniform on 0..1; a case with
 * score s is wrong with probability 0.3 (1 - s)², so the error above a threshold t is 0.1 (1 - t)².
 */
@SuppressWarnings("ArrayRecordComponent")
record ClusteredCases(double[] score, boolean[] wrong, int[] unit) {
    private static final double SHARED = 0.8;

    /**
     * Draws whole units.
     *
     * @param units how many
     * @param size cases in each
     */
    static ClusteredCases draw(int units, int size, SplittableRandom random) {
        int n = units * size;
        var cases = new ClusteredCases(new double[n], new boolean[n], new int[n]);
        double luck = 0;
        double score = 0;
        for (int i = 0; i < n; i++) {
            if (i % size == 0) {
                luck = random.nextDouble();
                score = random.nextDouble();
            }
            cases.unit[i] = i / size;
            cases.score[i] = score;
            double own = random.nextDouble() < SHARED ? luck : random.nextDouble();
            cases.wrong[i] = own < 0.3 * (1 - score) * (1 - score);
        }
        return cases;
    }

    /** The lowest threshold that keeps the error at most at the target. */
    static double lowestHonest(double target) {
        return 1 - Math.sqrt(target / 0.1);
    }
}
