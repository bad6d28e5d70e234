package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Faults;
import java.time.Duration;
import java.time.Instant;

/** How long a decision is worth waiting for: a budget of up to a year, a deadline after the prediction. */
final class TimingRules {

    private static final long LONGEST_BUDGET_MILLIS = Duration.ofDays(365).toMillis();
    private static final Duration LATEST_DEADLINE = Duration.ofDays(36_525);

    private TimingRules() {}

    static void check(Submission submission, Instant now, Faults faults) {
        var timing = submission.prediction().timing();
        var budget = timing.latencyBudgetMillis();
        if (budget != null && (budget < 1 || budget > LONGEST_BUDGET_MILLIS)) {
            faults.add(
                    "prediction.latencyBudgetMillis",
                    "must be between 1 and " + LONGEST_BUDGET_MILLIS + ", was " + budget);
        }
        var deadline = timing.deadline();
        if (deadline == null) {
            return;
        }
        if (deadline.isBefore(submission.occurredAt())) {
            faults.add("prediction.deadline", "must not lie before occurredAt, was " + deadline);
        } else if (deadline.isAfter(now.plus(LATEST_DEADLINE))) {
            faults.add("prediction.deadline", "must not be more than 100 years ahead, was " + deadline);
        }
    }
}
