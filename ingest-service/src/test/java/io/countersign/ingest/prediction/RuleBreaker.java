package io.countersign.ingest.prediction;

import io.countersign.event.Prediction;
import io.countersign.ingest.Receipt;

/** Breaks the rules of the domain, so that the test of the rules sees them fail. */
public record RuleBreaker(Prediction wireFormat, Receipt useCase) {}
