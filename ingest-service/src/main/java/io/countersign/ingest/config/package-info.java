/** Configuration and what Spring must be told. */
@NullMarked
package io.countersign.ingest.config;

import org.jspecify.annotations.NullMarked;
