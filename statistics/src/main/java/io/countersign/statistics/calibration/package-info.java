/**
 * Turning raw confidence into the probability of being right, and measuring how far that holds.
 *
 * <p>Everything here assumes independent cases; where cases come in units, resample and cross-fit by unit.
 */
@NullMarked
package io.countersign.statistics.calibration;

import org.jspecify.annotations.NullMarked;
