/** Kafka to PostgreSQL, once: a batch of records is one database transaction. */
@NullMarked
package io.countersign.kit.inbox;

import org.jspecify.annotations.NullMarked;
