/** Between wire forms (Avro, JSON) and the domain. No input, no output: every adapter may use it. */
@NullMarked
package io.countersign.ingest.wire;

import org.jspecify.annotations.NullMarked;
