package io.countersign.statistics.promises;

/**
 * What came of certifying again and again.
 *
 * @param automated mean share of the cases that was automated, 0..1
 * @param broken share of the repetitions in which more than the target of these was wrong, 0..1
 */
record Repeated(double automated, double broken) {}
