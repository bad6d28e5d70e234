/** PostgreSQL to Kafka, once: the transactional outbox and the relays that empty it. */
@NullMarked
package io.countersign.kit.outbox;

import org.jspecify.annotations.NullMarked;
