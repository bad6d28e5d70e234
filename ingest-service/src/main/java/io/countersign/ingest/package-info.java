/** Ingest: takes predictions and outcomes in once, turns away what is wrong or excluded, keeps the exclusion ledger. */
@NullMarked
package io.countersign.ingest;

import org.jspecify.annotations.NullMarked;
