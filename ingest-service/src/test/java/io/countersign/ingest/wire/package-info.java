@NullMarked
package io.countersign.ingest.wire;

import org.jspecify.annotations.NullMarked;
