package io.countersign.statistics.promises;

import io.countersign.statistics.guarantee.Certificate;
import io.countersign.statistics.guarantee.Evidence;
import io.countersign.statistics.guarantee.LearnThenTest;
import io.countersign.statistics.guarantee.Promise;
import io.countersign.statistics.guarantee.Scope;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Certifies the same promise from many random samples of one population, and asks the rest of it whether the promise was
 * kept.
 */
final class RepeatedCertification {
    private static final LearnThenTest TEST = LearnThenTest.withStartsByEvidence();
    private static final double CONFIDENCE = 0.95;

    private final double[] score;
    private final boolean[] wrong;
    private final double[] thresholds;

    RepeatedCertification(double[] score, boolean[] wrong) {
        this.score = score;
        this.wrong = wrong;
        this.thresholds = LearnThenTest.thresholds(score);
    }

    Repeated repeat(double target, int labels, int repetitions, long seed) {
        var random = new SplittableRandom(seed);
        int[] order = IntStream.range(0, score.length).toArray();
        double automated = 0;
        int broken = 0;
        for (int r = 0; r < repetitions; r++) {
            shuffle(order, labels, random);
            Certificate certificate = TEST.certify(
                    evidence(order, labels), thresholds, new Promise(target, CONFIDENCE), Scope.all("m@1"));
            int covered = 0;
            int errors = 0;
            for (int k = labels; k < order.length; k++) {
                if (certificate.covers(score[order[k]])) {
                    covered++;
                    errors += wrong[order[k]] ? 1 : 0;
                }
            }
            automated += covered / (double) (order.length - labels) / repetitions;
            broken += errors > target * covered ? 1 : 0;
        }
        return new Repeated(automated, broken / (double) repetitions);
    }

    private Evidence evidence(int[] order, int labels) {
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
