/** The state of ingest in PostgreSQL. */
@NullMarked
package io.countersign.ingest.postgres;

import org.jspecify.annotations.NullMarked;
