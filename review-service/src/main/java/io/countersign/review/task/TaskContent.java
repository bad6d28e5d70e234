package io.countersign.review.task;

import java.util.List;

/**
 * What a reviewer sees of a prediction, as JSON objects.
 *
 * @param shown what was put into the model: nothing in it tells the answer
 * @param answer what came out, and what tells it: evidence, opinions, the reason for the review
 * @param labels every label that the prediction names
 */
public record TaskContent(String modelId, String shown, String answer, List<String> labels) {

    public TaskContent {
        labels = List.copyOf(labels);
    }
}
