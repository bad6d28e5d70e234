package io.countersign.statistics.promises;

import io.countersign.statistics.guarantee.Certificate;
import io.countersign.statistics.guarantee.Evidence;
import io.countersign.statistics.guarantee.LearnThenTest;
import io.countersign.statistics.guarantee.Promise;
import io.countersign.statistics.guarantee.Scope;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Certifies the same promise from many random samples of one population, and asks the rest of it whether the promise was
 * kept. Of several scores the one that automates most is taken each time, which is the choice that tempts chance most.
 */
final class RepeatedCertification {
    private static final double CONFIDENCE = 0.95;

    private final LearnThenTest test;
    private final boolean[] wrong;
    private final List<Scored> scores;

    private record Scored(double[] score, double[] thresholds) {}

    private record Given(double[] score, Certificate certificate) {}

    RepeatedCertification(LearnThenTest test, boolean[] wrong, double[]... scores) {
        this.test = test;
        this.wrong = wrong;
        this.scores = Arrays.stream(scores)
                .map(score -> new Scored(score, LearnThenTest.thresholds(score)))
                .toList();
    }

    Repeated repeat(double target, int labels, int repetitions, long seed) {
        var random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, wrong.length).toArray();
        double automated = 0;
        int broken = 0;
        for (int r = 0; r < repetitions; r++) {
            shuffle(order, labels, random);
            Given given = certify(order, labels, new Promise(target, CONFIDENCE));
            int covered = 0;
            int errors = 0;
            for (int k = labels; k < order.length; k++) {
                if (given.certificate().covers(given.score()[order[k]])) {
                    covered++;
                    errors += wrong[order[k]] ? 1 : 0;
                }
            }
            automated += covered / (double) (order.length - labels) / repetitions;
            broken += errors > target * covered ? 1 : 0;
        }
        return new Repeated(automated, broken / (double) repetitions);
    }

    private Given certify(int[] order, int labels, Promise promise) {
        return scores.stream()
                .map(one -> new Given(
                        one.score(),
                        test.certify(
                                evidence(one.score(), order, labels), one.thresholds(), promise, Scope.all("m@1"))))
                .max(Comparator.comparingDouble(given -> given.certificate().automatedShare()))
                .orElseThrow();
    }

    private Evidence evidence(double[] score, int[] order, int labels) {
        double[] scores = new double[labels];
        boolean[] outcomes = new boolean[labels];
        for (int k = 0; k < labels; k++) {
            scores[k] = score[order[k]];
            outcomes[k] = wrong[order[k]];
        }
        return Evidence.independent(scores, outcomes);
    }

    private static void shuffle(int[] order, int first, SplittableRandom random) {
        for (int k = 0; k < first; k++) {
            int other = k + random.nextInt(order.length - k);
            int kept = order[k];
            order[k] = order[other];
            order[other] = kept;
        }
    }
}
