/** Calibration, estimation, agreement and guarantees: pure functions of their arguments, without frameworks or I/O. */
@NullMarked
package io.countersign.statistics;

import org.jspecify.annotations.NullMarked;
