package io.countersign.kit.state;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A table in memory that follows a compacted topic, read committed and from its beginning. Readers never block.
 *
 * @param <V> what each key's newest record was turned into
 */
public interface CompactedView<V> {

    /** The value under the key, empty when there is none or its newest record is a tombstone. */
    Optional<V> get(String key);

    /** Everything in the table; a view that changes as the table does. */
    Map<String, V> all();

    /**
     * Whether the table was confirmed, at most 3 s before {@code now}, to hold everything that the topic's end held.
     * False as well while the newest record of any key cannot be read.
     */
    boolean isCaughtUp(Instant now);
}
