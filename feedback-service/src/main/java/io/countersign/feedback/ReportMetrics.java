package io.countersign.feedback;

import static java.util.stream.Collectors.groupingBy;

import io.countersign.feedback.metrics.ConfidenceCell;
import io.countersign.feedback.metrics.GroupMetrics;
import io.countersign.feedback.metrics.GroupSums;
import io.countersign.feedback.metrics.Grouping;
import io.countersign.feedback.metrics.RefusalCount;
import io.countersign.feedback.metrics.Window;
import java.util.List;
import reactor.core.publisher.Mono;

/** Use case: metrics over a window. Computed from the facts of every case at each call, so they never differ from them. */
public final class ReportMetrics {

    private final FactQueries facts;

    public ReportMetrics(FactQueries facts) {
        this.facts = facts;
    }

    public Mono<Report> report(Window window, Grouping grouping) {
        return Mono.zip(facts.sums(window, grouping), facts.confidences(window, grouping), facts.refusals(window))
                .map(found -> new Report(groups(found.getT1(), found.getT2()), found.getT3()));
    }

    private static List<GroupMetrics> groups(List<GroupSums> sums, List<ConfidenceCell> cells) {
        var byGroup = cells.stream().collect(groupingBy(ConfidenceCell::group));
        return sums.stream()
                .map(group -> GroupMetrics.of(group, byGroup.getOrDefault(group.group(), List.of())))
                .toList();
    }

    /** The groups in the order of their names, and the refusals of the window, which belong to no group. */
    public record Report(List<GroupMetrics> groups, List<RefusalCount> refusals) {}
}
