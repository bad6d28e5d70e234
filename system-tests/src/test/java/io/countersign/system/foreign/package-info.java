/** What somebody else writes who reads our topics: Kafka's client, Avro and HTTP, nothing of ours and no vendor's serializer. */
@NullMarked
package io.countersign.system.foreign;

import org.jspecify.annotations.NullMarked;
