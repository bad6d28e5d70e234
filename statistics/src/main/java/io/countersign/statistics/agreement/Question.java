package io.countersign.statistics.agreement;

/**
 * A further opinion worth asking for.
 *
 * @param item the item's number
 * @param rater whom to ask, by number
 * @param gain by how much the probability of the likeliest label is expected to rise, over 0
 */
public record Question(int item, int rater, double gain) {}
