@NullMarked
package io.countersign.ingest.fault;

import org.jspecify.annotations.NullMarked;
