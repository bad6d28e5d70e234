package io.countersign.review.task;

import java.util.List;

/**
 * A case with what may be shown of it.
 *
 * @param shown JSON object of what was put into the model
 * @param answer JSON object of what tells the model's answer
 * @param labels labels that the model is known to give, sorted; empty where that would tell the answer
 */
public record CaseAtHand(Review review, String shown, String answer, List<String> labels) {

    public CaseAtHand {
        labels = labels.size() < 2 ? List.of() : labels.stream().sorted().toList();
    }

    /** The same case after something happened to it. */
    public CaseAtHand with(Review other) {
        return new CaseAtHand(other, shown, answer, labels);
    }
}
