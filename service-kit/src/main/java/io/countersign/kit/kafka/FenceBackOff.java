package io.countersign.kit.kafka;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a listener that was fenced waits before it takes its place back. The first time not at all: its successor may be
 * gone. Whoever is fenced again and again lives beside another of the same name, and each would fence the other for ever:
 * from then on it waits longer every time.
 */
final class FenceBackOff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(2);

    private Instant lastAt = Instant.MIN;
    private Duration next = Duration.ZERO;

    /** The wait after a fence at this moment; zero for one that stands alone. */
    Duration waitAfterFenceAt(Instant now) {
        var wait = lastAt.isBefore(now.minus(FORGOTTEN_AFTER)) ? Duration.ZERO : next;
        lastAt = now;
        next = wait.isZero() ? FIRST : shorter(wait.multipliedBy(2), LONGEST);
        return wait;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
