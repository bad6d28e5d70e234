/**
 * Thresholds that keep a promise: at most so many automated decisions wrong, with so much confidence.
 *
 * <p>The promise is about cases drawn like the audited ones. It does not survive a change of the world or of the model;
 * that is for {@link io.countersign.statistics.watching} to see.
 */
@NullMarked
package io.countersign.statistics.guarantee;

import org.jspecify.annotations.NullMarked;
