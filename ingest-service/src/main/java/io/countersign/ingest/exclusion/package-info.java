/** The exclusion ledger: which items are turned away, since when, and who said so. */
@NullMarked
package io.countersign.ingest.exclusion;

import org.jspecify.annotations.NullMarked;
