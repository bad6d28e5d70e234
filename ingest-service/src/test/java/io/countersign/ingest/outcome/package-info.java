@NullMarked
package io.countersign.ingest.outcome;

import org.jspecify.annotations.NullMarked;
