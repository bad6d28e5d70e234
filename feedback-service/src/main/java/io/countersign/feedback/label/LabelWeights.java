package io.countersign.feedback.label;

/**
 * How much a label counts by its basis.
 *
 * @param majorityFactor times the majority's share gives the weight where people disagree
 */
public record LabelWeights(
        double groundTruth, double agreeingPeople, double majorityFactor, double onePerson, double model) {

    /** 2.0; 1.5; share × 0.8; 1.0; 0.3. */
    public static final LabelWeights DEFAULT = new LabelWeights(2.0, 1.5, 0.8, 1.0, 0.3);
}
