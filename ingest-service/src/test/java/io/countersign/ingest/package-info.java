@NullMarked
package io.countersign.ingest;

import org.jspecify.annotations.NullMarked;
