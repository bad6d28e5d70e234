/** Timings of what runs for every case. */
@NullMarked
package io.countersign.benchmarks;

import org.jspecify.annotations.NullMarked;
