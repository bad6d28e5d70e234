package io.countersign.statistics.boosting;

/** The logistic function, by StrictMath, so that a stored decision can be recomputed bit for bit on any machine. */
public final class Logistic {

    private Logistic() {}

    /** The probability in 0..1 of the given log-odds. */
    public static double probability(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    /** The log-odds of a probability, which is first kept inside {@code [margin, 1 - margin]}. */
    public static double logOdds(double probability, double margin) {
        double p = Math.clamp(probability, margin, 1 - margin);
        return StrictMath.log(p / (1 - p));
    }
}
