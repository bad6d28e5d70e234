@NullMarked
package io.countersign.ingest.exclusion;

import org.jspecify.annotations.NullMarked;
