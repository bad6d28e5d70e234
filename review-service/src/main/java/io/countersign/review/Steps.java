package io.countersign.review;

import io.countersign.review.task.Step;
import java.util.ArrayList;
import java.util.List;

/** Steps of one transaction. */
final class Steps {

    static List<Step> joined(List<Step> first, List<Step> then) {
        if (first.isEmpty()) {
            return then;
        }
        var all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private Steps() {}
}
