/** How long the way through a running platform takes. */
@NullMarked
package io.countersign.benchmarks.path;

import org.jspecify.annotations.NullMarked;
