package io.countersign.statistics;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Cases whose law is known. */
public final class Simulated {
    private Simulated() {}

    /** Confidence uniform on 0..1, right with the given probability. */
    public static ScoredCases cases(int n, DoubleUnaryOperator accuracy, long seed) {
        var random = new SplittableRandom(seed);
        double[] confidence = new double[n];
        boolean[] correct = new boolean[n];
        for (int i = 0; i < n; i++) {
            confidence[i] = random.nextDouble();
            correct[i] = random.nextDouble() < accuracy.applyAsDouble(confidence[i]);
        }
        return ScoredCases.of(confidence, correct);
    }
}
