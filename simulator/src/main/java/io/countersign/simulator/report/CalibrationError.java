package io.countersign.simulator.report;

import java.util.Comparator;
import java.util.List;

/**
 * Expected calibration error with equal-mass bins: the cases in order of confidence are cut into bins whose sizes differ by
 * at most one (the first bins take the rest), and the gaps between mean confidence and share of right answers are averaged
 * by size. Nixon et al., "Measuring Calibration in Deep Learning" (2019). Ties keep the order of the file.
 */
final class CalibrationError {

    /** One answer: confidence 0..1, and whether it was right. */
    record Answer(double confidence, boolean right) {}

    private CalibrationError() {}

    /** The error in 0..1; NaN of no answers. */
    static double of(List<Answer> answers, int bins) {
        List<Answer> sorted = answers.stream()
                .sorted(Comparator.comparingDouble(Answer::confidence))
                .toList();
        double gaps = 0;
        int from = 0;
        for (int bin = 0; bin < bins; bin++) {
            int size = sorted.size() / bins + (bin < sorted.size() % bins ? 1 : 0);
            gaps += Math.abs(gap(sorted.subList(from, from + size)));
            from += size;
        }
        return gaps / sorted.size();
    }

    private static double gap(List<Answer> bin) {
        return bin.stream()
                .mapToDouble(answer -> answer.confidence() - (answer.right() ? 1 : 0))
                .sum();
    }
}
