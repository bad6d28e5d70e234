package io.countersign.review.task;

import java.util.List;
import java.util.Set;

/**
 * Somebody wants a case looked at again, by somebody else.
 *
 * @param requestId names the request for repetition, within its case
 * @param file the case as the request knows it: it holds only where the desk knows nothing newer
 * @param notBy reviewers who may not take it
 */
public record RequestedReview(
        String requestId,
        CaseFile file,
        List<String> itemKeys,
        Purpose purpose,
        int priority,
        Set<String> notBy,
        List<String> skills,
        TaskContent content) {

    public RequestedReview {
        itemKeys = List.copyOf(itemKeys);
        notBy = Set.copyOf(notBy);
        skills = List.copyOf(skills);
    }
}
