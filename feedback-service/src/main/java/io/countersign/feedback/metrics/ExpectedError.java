package io.countersign.feedback.metrics;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.CalibrationError;
import java.util.List;
import java.util.OptionalDouble;

/** The expected calibration error of the model's own confidence, over all cases although only some were looked at. */
public final class ExpectedError {

    private static final int BINS = 15;

    /**
     * Over bins of equal mass. What was drawn stands, by its weight, for the cases of its part that have no ground truth.
     *
     * @return empty where nothing is known
     */
    public static OptionalDouble of(GroupSums sums, List<ConfidenceCell> cells) {
        double automatic = scale(sums.modelAutomatic());
        double elsewhere = scale(sums.modelElsewhere());
        var known = cells.stream().filter(cell -> cell.weight() > 0).toList();
        if (known.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(CalibrationError.expected(
                ScoredCases.of(
                        known.stream().mapToDouble(ConfidenceCell::confidence).toArray(),
                        known.stream()
                                .mapToDouble(cell -> Math.clamp(cell.right() / cell.weight(), 0, 1))
                                .toArray(),
                        known.stream()
                                .mapToDouble(cell ->
                                        cell.weight() * (cell.drawn() ? (cell.automatic() ? automatic : elsewhere) : 1))
                                .toArray()),
                BINS));
    }

    private static double scale(Looks looks) {
        return looks.weight() > 0 ? (looks.population() - looks.truths()) / looks.weight() : 1;
    }

    private ExpectedError() {}
}
