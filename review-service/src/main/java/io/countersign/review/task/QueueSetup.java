package io.countersign.review.task;

import java.time.Duration;
import java.util.Set;

/**
 * A queue as it is set up.
 *
 * @param requiredSkills what a reviewer must be able to do to take from it
 * @param warnBefore how long before its due time a case counts as about to breach
 */
public record QueueSetup(QueueRules rules, Set<String> requiredSkills, Duration warnBefore) {

    public QueueSetup {
        requiredSkills = Set.copyOf(requiredSkills);
    }
}
