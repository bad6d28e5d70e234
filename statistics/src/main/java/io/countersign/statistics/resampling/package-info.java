/** Intervals by drawing whole independent units again. */
@NullMarked
package io.countersign.statistics.resampling;

import org.jspecify.annotations.NullMarked;
