/** Kafka, PostgreSQL, schema registry and token issuer for adapter tests, and a clock that can be set. */
@NullMarked
package io.countersign.testsupport;

import org.jspecify.annotations.NullMarked;
