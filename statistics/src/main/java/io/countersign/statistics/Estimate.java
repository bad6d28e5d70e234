package io.countersign.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A number with the interval that was computed with it. An {@link Interval} has no point: a confidence sequence only
 * narrows two ends. The ends here are NaN where the data cannot tell, which an interval refuses.
 *
 * @param value the point estimate
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param confidence the share of repetitions in which such an interval covers the truth, in (0, 1)
 */
public record Estimate(double value, double low, double high, double confidence) {

    /**
     * The interval of an estimate whose errors are close to normal, as a mean's are by the central limit theorem.
     *
     * @param standardError of the estimate, not negative
     */
    public static Estimate normal(double value, double standardError, double confidence) {
        double reach = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2) * standardError;
        return new Estimate(value, value - reach, value + reach, confidence);
    }

    /**
     * The same with both ends moved into the range that the number can have.
     *
     * @param least may be minus infinity
     * @param most at least {@code least}
     */
    public Estimate within(double least, double most) {
        return new Estimate(value, Math.clamp(low, least, most), Math.clamp(high, least, most), confidence);
    }

    /** How wide the interval is. */
    public double width() {
        return high - low;
    }

    /** Whether the interval contains the given number. */
    public boolean covers(double number) {
        return low <= number && number <= high;
    }
}
