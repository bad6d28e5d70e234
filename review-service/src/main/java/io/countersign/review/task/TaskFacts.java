package io.countersign.review.task;

import java.time.Instant;

/**
 * What is fixed when a task opens.
 *
 * @param priority 1 is most urgent
 * @param dueAt when a person should have decided
 */
public record TaskFacts(
        String taskId,
        String caseId,
        int caseRevision,
        Purpose purpose,
        int priority,
        Instant dueAt,
        Instant openedAt) {}
