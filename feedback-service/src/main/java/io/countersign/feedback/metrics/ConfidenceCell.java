package io.countersign.feedback.metrics;

/**
 * Cases of one group whose confidence is alike to the fourth digit and of which the truth is known.
 *
 * @param automatic whether they were in the automatic lane
 * @param drawn whether people said so who were drawn; else ground truth did
 * @param confidence their mean confidence, 0..1
 * @param weight how many, or, where drawn, the sum of 1 / propensity
 * @param right the weight of those where the model was right
 */
public record ConfidenceCell(
        String group, boolean automatic, boolean drawn, double confidence, double weight, double right) {}
