/** What was turned away, kept to be looked through, mended and replayed. */
@NullMarked
package io.countersign.ingest.refusal;

import org.jspecify.annotations.NullMarked;
