package io.countersign.review.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An accepted verdict, as it is kept. */
public record GivenVerdict(
        int seat,
        long token,
        String reviewer,
        String verdict,
        @Nullable String label,
        @Nullable String action,
        boolean blind,
        Instant givenAt) {}
