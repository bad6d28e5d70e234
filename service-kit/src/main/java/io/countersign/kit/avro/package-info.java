/** Confluent's wire format over plain Avro, and the schema registry that it needs. */
@NullMarked
package io.countersign.kit.avro;

import org.jspecify.annotations.NullMarked;
