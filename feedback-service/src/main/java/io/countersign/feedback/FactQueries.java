package io.countersign.feedback;

import io.countersign.feedback.metrics.ConfidenceCell;
import io.countersign.feedback.metrics.GroupSums;
import io.countersign.feedback.metrics.Grouping;
import io.countersign.feedback.metrics.RefusalCount;
import io.countersign.feedback.metrics.Window;
import java.util.List;
import reactor.core.publisher.Mono;

/** Sums over the facts of the cases that were routed in a window. */
public interface FactQueries {

    /** One entry a group, in the order of their names. */
    Mono<List<GroupSums>> sums(Window window, Grouping grouping);

    /** Where the truth is known, by group and confidence. */
    Mono<List<ConfidenceCell>> confidences(Window window, Grouping grouping);

    /** Refusals in the window. */
    Mono<List<RefusalCount>> refusals(Window window);
}
