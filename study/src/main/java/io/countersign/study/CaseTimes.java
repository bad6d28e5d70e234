package io.countersign.study;

import io.countersign.casefiles.Case;
import java.time.Instant;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/** When cases happened, as far as their file says. They may come in any order. */
final class CaseTimes {
    private static final long DAY = 86_400;

    private final LongSummaryStatistics seconds = new LongSummaryStatistics();
    private int missing;

    void add(Case read) {
        Instant time = read.occurredAt();
        if (time == null) {
            missing++;
        } else {
            seconds.accept(time.getEpochSecond());
        }
    }

    /** How many cases have no time though others have one, so that nobody knows which came first. */
    int missing() {
        return seconds.getCount() == 0 ? 0 : missing;
    }

    /** How many cases a day brings; null where the times span less than one. */
    @Nullable
    Double perDay() {
        long span = seconds.getCount() == 0 ? 0 : seconds.getMax() - seconds.getMin();
        return span < DAY ? null : seconds.getCount() / (span / (double) DAY);
    }
}
