@NullMarked
package io.countersign.ingest.kafka;

import org.jspecify.annotations.NullMarked;
