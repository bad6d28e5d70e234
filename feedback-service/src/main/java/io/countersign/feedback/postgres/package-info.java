/** PostgreSQL: the event store, the rows of traces, labels and facts, and what is still to be published. */
@NullMarked
package io.countersign.feedback.postgres;

import org.jspecify.annotations.NullMarked;
