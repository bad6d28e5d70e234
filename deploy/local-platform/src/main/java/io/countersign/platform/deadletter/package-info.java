/** Dead letters, asked of the ingest service as any other caller would. */
@NullMarked
package io.countersign.platform.deadletter;

import org.jspecify.annotations.NullMarked;
