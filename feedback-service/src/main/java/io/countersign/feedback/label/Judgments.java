package io.countersign.feedback.label;

import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.ReviewStep;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people said the label is, on the newest revision of a case: one judgment a person, the latest, in their order.
 * A verdict without a label (undecidable, a gap in the policy) is none.
 */
public record Judgments(List<ReviewStep> verdicts) {

    public Judgments {
        verdicts = List.copyOf(verdicts);
    }

    public static Judgments of(CaseTrace trace) {
        var latest = new LinkedHashMap<String, ReviewStep>();
        trace.verdicts().stream().filter(verdict -> verdict.label() != null).forEach(verdict -> {
            var who = Objects.requireNonNullElseGet(verdict.actor(), () -> verdict.taskId() + "/" + verdict.seat());
            latest.remove(who);
            latest.put(who, verdict);
        });
        return new Judgments(List.copyOf(latest.values()));
    }

    /** The audit's judgments where there was one, else all: an audit outranks what it audits. */
    public Judgments ranking() {
        var audits = verdicts.stream().filter(ReviewStep::isAudit).toList();
        return audits.isEmpty() ? this : new Judgments(audits);
    }

    /** Only what was judged before the model's answer was shown. */
    public Judgments blind() {
        return new Judgments(verdicts.stream().filter(ReviewStep::blind).toList());
    }

    /** Only of those who looked because routing asked for it, by lane or by draw. */
    public Judgments byDesign() {
        return new Judgments(verdicts.stream().filter(ReviewStep::isByDesign).toList());
    }

    public boolean isEmpty() {
        return verdicts.isEmpty();
    }

    public int size() {
        return verdicts.size();
    }

    /** Votes by label, labels in their natural order. */
    public Map<String, Long> votes() {
        return verdicts.stream()
                .map(verdict -> Objects.requireNonNull(verdict.label()))
                .collect(Collectors.groupingBy(label -> label, TreeMap::new, Collectors.counting()));
    }

    /** The label with the most votes; of several the one that was given last. There must be a judgment. */
    public String majority() {
        var votes = votes();
        long most = largest(votes.values());
        return verdicts.reversed().stream()
                .map(verdict -> Objects.requireNonNull(verdict.label()))
                .filter(label -> votes.getOrDefault(label, 0L) == most)
                .findFirst()
                .orElseThrow();
    }

    /** Share of the votes that the majority has, above 0, at most 1. There must be a judgment. */
    public double majorityShare() {
        return (double) largest(votes().values()) / size();
    }

    private static long largest(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).max().orElseThrow();
    }
}
