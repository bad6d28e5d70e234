package io.countersign.feedback.http;

import io.countersign.event.Prediction;
import io.countersign.feedback.ProtectedGroups;

/** Breaks the rules of the web, so that the test of the rules sees them fail. */
public record RuleBreaker(Prediction wireFormat, ProtectedGroups groups) {}
