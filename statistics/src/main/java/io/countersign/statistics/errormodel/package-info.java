/**
 * A model of where another model is wrong: gradient-boosted trees over everything known about a case when it is routed,
 * cross-fitted, compared with plain confidence before it may be used, and explained signal by signal.
 */
@NullMarked
package io.countersign.statistics.errormodel;

import org.jspecify.annotations.NullMarked;
