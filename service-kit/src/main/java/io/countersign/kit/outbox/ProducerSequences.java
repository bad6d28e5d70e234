package io.countersign.kit.outbox;

import io.countersign.kit.postgres.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Draws {@code producerSeq}: gapless per key, because a number is drawn and used in one transaction under the key's lock. */
final class ProducerSequences {

    // Sorted, so that no two transactions wait for each other.
    private static final String DRAW = """
            INSERT INTO outbox_sequence AS s (key, last_seq)
            SELECT key, amount FROM unnest($1::text[], $2::bigint[]) AS drawn(key, amount) ORDER BY key COLLATE "C"
            ON CONFLICT (key) DO UPDATE SET last_seq = s.last_seq + excluded.last_seq
            RETURNING key, last_seq""";

    private final DatabaseClient database;

    ProducerSequences(DatabaseClient database) {
        this.database = database;
    }

    /** Draws one number for each of the keys, in their order, repeated keys one after the other. */
    Mono<long[]> draw(List<String> keys) {
        var amounts = new TreeMap<String, Long>();
        keys.forEach(key -> amounts.merge(key, 1L, Long::sum));
        return database.sql(DRAW)
                .bind(0, amounts.keySet().toArray(String[]::new))
                .bind(1, amounts.values().toArray(Long[]::new))
                .map(row -> Map.entry(Columns.at(row, 0, String.class), Columns.at(row, 1, Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(last -> numbers(keys, amounts, last));
    }

    private static long[] numbers(List<String> keys, Map<String, Long> amounts, Map<String, Long> last) {
        var next = new HashMap<String, Long>();
        amounts.forEach((key, amount) -> next.put(key, last.getOrDefault(key, 0L) - amount));
        return keys.stream().mapToLong(key -> next.merge(key, 1L, Long::sum)).toArray();
    }
}
