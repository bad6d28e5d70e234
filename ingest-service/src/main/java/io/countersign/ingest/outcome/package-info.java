/** Ground truth, complaints and appeals: their rules, and what the door says to them. */
@NullMarked
package io.countersign.ingest.outcome;

import org.jspecify.annotations.NullMarked;
