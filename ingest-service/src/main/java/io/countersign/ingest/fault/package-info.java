/** What is wrong with a document: every wrong field, with its bounds. */
@NullMarked
package io.countersign.ingest.fault;

import org.jspecify.annotations.NullMarked;
