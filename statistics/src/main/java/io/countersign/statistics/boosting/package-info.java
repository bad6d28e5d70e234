/**
 * Gradient-boosted regression trees for a yes-or-no target: histogram splits, leaf-wise growth, categories, missing
 * values, weights, and exact path-dependent Shapley contributions.
 */
@NullMarked
package io.countersign.statistics.boosting;

import org.jspecify.annotations.NullMarked;
