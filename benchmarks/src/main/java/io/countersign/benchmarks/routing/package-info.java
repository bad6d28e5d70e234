/** What routing costs: beside a bare loop over Kafka, and for one case alone. */
@NullMarked
package io.countersign.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
