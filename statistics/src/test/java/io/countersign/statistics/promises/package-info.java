/**
 * Measures what the library promises: how often a promise is kept, on simulated cases whose law is known and on real ones.
 */
@NullMarked
package io.countersign.statistics.promises;

import org.jspecify.annotations.NullMarked;
