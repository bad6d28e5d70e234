/** Kafka: Avro events in, traces and labels out. */
@NullMarked
package io.countersign.feedback.kafka;

import org.jspecify.annotations.NullMarked;
