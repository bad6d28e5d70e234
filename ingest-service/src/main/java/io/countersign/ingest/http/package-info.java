/** What comes over HTTP. */
@NullMarked
package io.countersign.ingest.http;

import org.jspecify.annotations.NullMarked;
