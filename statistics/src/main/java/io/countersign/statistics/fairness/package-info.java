/** Rates by protected group among alike cases, and the gaps between groups. */
@NullMarked
package io.countersign.statistics.fairness;

import org.jspecify.annotations.NullMarked;
