package io.countersign.statistics.agreement;

/** A measure of agreement over weighted items; NaN where it is not defined. */
@FunctionalInterface
public interface AgreementStatistic {

    /**
     * @param ratings who said what
     * @param itemWeights one an item, not negative; a weight of 2 is the item twice
     */
    double of(Ratings ratings, double[] itemWeights);
}
