package io.countersign.statistics.watching;

import io.countersign.statistics.Interval;

/**
 * An interval for the mean of values in 0..1 that holds at all times at once, however often one looks: the hedged capital
 * of Waudby-Smith and Ramdas (2024), with predictable plug-in bets, over a grid of candidate means.
 *
 * <p>For values that come one by one, each with the same mean given the past. Of audits that means uniform ones only: every
 * case must have had the same chance of being drawn, for a value has no weight here.
 */
public final class ConfidenceSequence {
    private static final int CELLS = 1000;
    private static final double LARGEST_BET = 0.5;

    private final double alpha;
    private final long count;
    private final double sum;
    private final double squares;
    private final double[] up;
    private final double[] down;
    private final Interval interval;

    private ConfidenceSequence(
            double alpha, long count, double sum, double squares, double[] up, double[] down, Interval interval) {
        this.alpha = alpha;
        this.count = count;
        this.sum = sum;
        this.squares = squares;
        this.up = up;
        this.down = down;
        this.interval = interval;
    }

    /**
     * Begins knowing nothing.
     *
     * @param confidence between 0 and 1, such as 0.95
     */
    public static ConfidenceSequence of(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence " + confidence);
        }
        return new ConfidenceSequence(
                1 - confidence, 0, 0, 0, new double[CELLS + 1], new double[CELLS + 1], new Interval(0, 1));
    }

    /** One more value, 0..1. */
    public ConfidenceSequence observe(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("value " + value);
        }
        double bet = bet();
        double[] nextUp = up.clone();
        double[] nextDown = down.clone();
        for (int cell = 0; cell <= CELLS; cell++) {
            double mean = (double) cell / CELLS;
            nextUp[cell] += Math.log1p(Math.min(bet, LARGEST_BET / mean) * (value - mean));
            nextDown[cell] += Math.log1p(-Math.min(bet, LARGEST_BET / (1 - mean)) * (value - mean));
        }
        double total = sum + value;
        double spread = squares + Math.pow(value - (0.5 + total) / (count + 2), 2);
        return new ConfidenceSequence(alpha, count + 1, total, spread, nextUp, nextDown, shrunk(nextUp, nextDown));
    }

    /** The bet for the next value, known before it: larger where values so far were alike. */
    private double bet() {
        double variance = (0.25 + squares) / (count + 1);
        return Math.sqrt(2 * Math.log(2 / alpha) / (variance * (count + 1) * Math.log(count + 2.0)));
    }

    private Interval shrunk(double[] nextUp, double[] nextDown) {
        double limit = Math.log(2 / alpha);
        int low = (int) Math.ceil(interval.low() * CELLS - 1e-9);
        int high = (int) Math.floor(interval.high() * CELLS + 1e-9);
        while (low < high && nextUp[low] >= limit) {
            low++;
        }
        while (high > low && nextDown[high] >= limit) {
            high--;
        }
        // One cell wider on each side than what is refuted, since the truth may lie between two candidates.
        return new Interval(
                Math.max(interval.low(), (low - 1.0) / CELLS), Math.min(interval.high(), (high + 1.0) / CELLS));
    }

    /** Where the mean lies; it only ever shrinks. */
    public Interval interval() {
        return interval;
    }

    /** How many values were seen. */
    public long count() {
        return count;
    }

    /** The mean of the values seen, 0.5 before the first. */
    public double mean() {
        return count == 0 ? 0.5 : sum / count;
    }

    @Override
    public String toString() {
        return "ConfidenceSequence[count=" + count + ", interval=" + interval + "]";
    }
}
