package io.countersign.statistics.agreement;

/**
 * One label that one person gave to one item.
 *
 * @param item the item's id
 * @param rater who gave it
 * @param label what they said
 */
public record Rating(String item, String rater, String label) {}
