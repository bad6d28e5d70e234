/** Predictions in, routed cases and decisions out, policies from their compacted topic. */
@NullMarked
package io.countersign.routing.kafka;

import org.jspecify.annotations.NullMarked;
