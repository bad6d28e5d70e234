package io.countersign.feedback.trace;

import io.countersign.event.Prediction;
import io.countersign.feedback.Arrival;
import java.time.Instant;

/** Breaks the rules of the domain, so that the test of the rules sees them fail. */
public record RuleBreaker(Prediction wireFormat, Arrival useCase) {

    Instant now() {
        return Instant.now();
    }
}
