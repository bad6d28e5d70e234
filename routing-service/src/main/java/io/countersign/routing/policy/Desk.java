package io.countersign.routing.policy;

import java.time.Duration;

/**
 * Where and how urgently a case waits for a person.
 *
 * @param queue name of the queue
 * @param priority 1 is most urgent
 * @param tier 1, 2 or 3 (expert)
 * @param dueIn how long after routing a person should have decided
 */
public record Desk(String queue, int priority, int tier, Duration dueIn) {}
