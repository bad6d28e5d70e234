package io.countersign.statistics.watching;

/**
 * The Page-Hinkley test for a fall of the mean (Page 1954), as is customary on streams; it has no bound on false alarms,
 * and stands here for comparison. A value has no weight: its place in the stream is what the test is about, and a value that
 * stands for several can be observed as often.
 *
 * @param tolerance a fall smaller than this is ignored, such as 0.005
 * @param limit how much has to add up for an alarm, such as 50
 * @param count values seen
 * @param mean their mean
 * @param sum what has added up
 * @param largest the largest it has been
 */
public record PageHinkley(double tolerance, double limit, long count, double mean, double sum, double largest) {

    /** Begins to watch. */
    public static PageHinkley of(double tolerance, double limit) {
        return new PageHinkley(tolerance, limit, 0, 0, 0, 0);
    }

    /** One more value. */
    public PageHinkley observe(double value) {
        long nextCount = count + 1;
        double nextMean = mean + (value - mean) / nextCount;
        double nextSum = sum + value - nextMean + tolerance;
        return new PageHinkley(tolerance, limit, nextCount, nextMean, nextSum, Math.max(largest, nextSum));
    }

    /** Whether the mean has fallen. */
    public boolean alarms() {
        return largest - sum > limit;
    }
}
