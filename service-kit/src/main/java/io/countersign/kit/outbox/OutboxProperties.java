package io.countersign.kit.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The outbox and its relays.
 *
 * @param shards how many relays empty the outbox side by side; let it run empty before lowering the number
 * @param batchRows most rows in one Kafka transaction
 * @param batchBytes most bytes of values in one Kafka transaction (one row always goes)
 * @param pause least time between two transactions of a relay that is not behind: what is appended meanwhile goes together
 * @param poll how often a relay looks for rows that another instance appended
 * @param maxBytes largest record, key, headers and value together
 * @param maxRows how many rows may wait for Kafka before appending is refused
 */
@ConfigurationProperties("countersign.outbox")
public record OutboxProperties(
        @DefaultValue("1") int shards,
        @DefaultValue("2000") int batchRows,
        @DefaultValue("8000000") int batchBytes,
        @DefaultValue("100ms") Duration pause,
        @DefaultValue("100ms") Duration poll,
        @DefaultValue("1000000") int maxBytes,
        @DefaultValue("200000") int maxRows) {}
