package io.countersign.simulator.demo;

import io.countersign.event.PredictionSubmitted;

/**
 * One synthetic case.
 *
 * @param submitted what the pipeline says
 * @param truth what it really is; known to the simulated reviewers, and much later as an outcome
 */
record SyntheticCase(PredictionSubmitted submitted, String truth) {}
