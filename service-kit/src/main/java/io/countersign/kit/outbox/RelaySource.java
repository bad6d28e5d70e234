package io.countersign.kit.outbox;

import io.r2dbc.spi.Connection;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * What a relay empties into Kafka: the outbox, or a table of dirty marks. A bean of this type gets a relay for each of
 * its shards. Every call comes on the connection whose session holds the shard's advisory lock, outside of a
 * transaction, so an owner that has lost its session can write nothing any more.
 */
public interface RelaySource {

    /** Names the source within its service, in lower case: part of its transactional id and of its lock. */
    String name();

    /** How many shards there are, numbered from 0; each has one owner among all instances. */
    int shards();

    /** The next rows to send, in their order, at most {@code limit}; empty when there are none. */
    Mono<List<RelayRow>> read(Connection connection, int shard, int limit);

    /** Writes down, before Kafka hears of it, which rows make up the batch of this number. */
    Mono<Void> announce(Connection connection, int shard, long batch, List<RelayRow> rows);

    /** The batch is on Kafka, committed: its rows need not be sent again. */
    Mono<Void> remove(Connection connection, int shard, long batch, List<RelayRow> rows);

    /**
     * A new owner begins. Removes what was announced up to {@code position} and is still there.
     *
     * @param position the number of the last batch that Kafka has committed; 0 when there is none
     */
    Mono<Void> recover(Connection connection, int shard, long position);
}
