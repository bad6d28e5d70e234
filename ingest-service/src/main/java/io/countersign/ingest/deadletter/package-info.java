/** Records that nobody could process, kept to be looked through, mended and replayed. */
@NullMarked
package io.countersign.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
