package io.countersign.study;

import io.countersign.casefiles.Case;
import java.time.Instant;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/** When the cases of a file happened, as far as it says. They may come in any order. */
final class CaseTimes {
    private static final long DAY = 86_400;

    private final LongSummaryStatistics seconds = new LongSummaryStatistics();
    private int missing;

    void add(Case read) {
        Instant time = read.occurredAt();
        if (time != null) {
            seconds.accept(time.getEpochSecond());
        } else if (read.trueLabel() != null) {
            missing++;
        }
    }

    /** How many cases with an outcome have no time though others have one, so that nobody knows which came first. */
    int missing() {
        return seconds.getCount() == 0 ? 0 : missing;
    }

    /** How many cases a day brings, with an outcome or without; null where the times span less than one. */
    @Nullable
    Double perDay() {
        long span = seconds.getCount() == 0 ? 0 : seconds.getMax() - seconds.getMin();
        return span < DAY ? null : seconds.getCount() / (span / (double) DAY);
    }
}
