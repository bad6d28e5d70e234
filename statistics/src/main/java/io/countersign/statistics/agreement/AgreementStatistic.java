package io.countersign.statistics.agreement;

/** A measure of agreement over weighted items; NaN where it is not defined. */
@FunctionalInterface
public interface AgreementStatistic {

    /**
     * @param ratings who said what
     * @param itemWeights one an item, not negative; a weight of 2 is the item twice
     * @throws IllegalArgumentException if it counts pairs of labels and a rater labelled an item more than once: pairs of
     *     one's own labels are no agreement between raters
     */
    double of(Ratings ratings, double[] itemWeights);
}
