/** A submitted prediction: its rules, and what the door says to it. */
@NullMarked
package io.countersign.ingest.prediction;

import org.jspecify.annotations.NullMarked;
