package io.countersign.statistics.errormodel;

/**
 * What one signal adds to a prediction.
 *
 * @param signal the signal's name, for instance {@code slice:domain}
 * @param logOdds its part of the log-odds of an error; positive speaks for an error
 */
public record Contribution(String signal, double logOdds) {}
