package io.countersign.review.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;

/**
 * A case that somebody may be given.
 *
 * @param askers by their place in line, those who may take from its shelf
 * @param breaching whether it is about to breach
 * @param priority smaller is more urgent
 * @param place smaller is older
 * @param notFor reviewers who may not take it, whatever its shelf
 */
record WaitingCase(
        UUID taskId,
        Set<Integer> askers,
        boolean breaching,
        Instant dueAt,
        int priority,
        long place,
        Set<String> notFor) {

    /** About to breach first, by when; then by priority; then the oldest. */
    static final Comparator<WaitingCase> IN_ORDER = Comparator.comparing(WaitingCase::breaching)
            .reversed()
            .thenComparing(each -> each.breaching() ? each.dueAt() : Instant.EPOCH)
            .thenComparingInt(each -> each.breaching() ? 0 : each.priority())
            .thenComparingLong(WaitingCase::place);

    WaitingCase {
        askers = Set.copyOf(askers);
        notFor = Set.copyOf(notFor);
    }

    boolean isFor(int asker, String reviewer) {
        return askers.contains(asker) && !notFor.contains(reviewer);
    }
}
