/** In: cases routed, reviews requested, exclusions. Out: what happened at the desk, as Avro. */
@NullMarked
package io.countersign.review.kafka;

import org.jspecify.annotations.NullMarked;
