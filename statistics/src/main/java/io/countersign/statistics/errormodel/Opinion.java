package io.countersign.statistics.errormodel;

/**
 * What a second, independent model said of the same case.
 *
 * @param label its answer
 * @param confidence its confidence in 0..1, or NaN when it gave none
 */
public record Opinion(String label, double confidence) {}
