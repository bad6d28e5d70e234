package io.countersign.feedback.label;

import io.countersign.feedback.trace.Prediction;

/**
 * The label of a case.
 *
 * @param weight by its basis, above 0
 * @param propensity probability that a person was going to look, 0..1
 * @param samplingWeight 1 / propensity where a person looked because routing asked for it, 1 otherwise
 * @param judgments how many people's judgments the case has, one a person
 * @param prediction what the model had said
 * @param excluded whether the item is excluded: the row is to be left out
 */
public record CaseLabel(
        int caseRevision,
        String label,
        LabelBasis basis,
        double weight,
        double propensity,
        double samplingWeight,
        int judgments,
        Prediction prediction,
        boolean excluded) {}
