package io.countersign.study;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a study.
 *
 * @param budget the share of cases that people can look at, 0..1
 * @param targets error rates that automated decisions must not exceed
 * @param confidence of the certificates
 * @param costs what errors and reviews cost, if known
 * @param labels how many outcomes may be learnt from; null for all
 * @param order whether the cases are a stream
 */
record StudyOptions(
        double budget,
        List<Double> targets,
        double confidence,
        @Nullable CostFile costs,
        @Nullable Integer labels,
        TimeOrder order,
        long seed) {}
