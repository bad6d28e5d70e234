@NullMarked
package io.countersign.ingest.prediction;

import org.jspecify.annotations.NullMarked;
