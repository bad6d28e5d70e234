package io.countersign.ingest.prediction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a revision of a case went; {@code queue} is null where nobody is asked. */
public record RoutedCase(
        String caseId,
        int caseRevision,
        String lane,
        @Nullable String queue,
        Instant routedAt) {}
