package io.countersign.kit.inbox;

import io.countersign.kit.postgres.Columns;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The next offset of each partition, kept where the effects are. */
final class Offsets {

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);
    private static final String ADD = """
            INSERT INTO inbox_offset (consumer, topic, partition, next_offset)
            SELECT $1, topic, partition, 0 FROM unnest($2::text[], $3::int[]) AS asked(topic, partition)
            ORDER BY topic COLLATE "C", partition
            ON CONFLICT DO NOTHING""";
    private static final String LOCK = """
            SELECT topic, partition, next_offset FROM inbox_offset
            WHERE consumer = $1 AND (topic, partition) IN (SELECT * FROM unnest($2::text[], $3::int[]))
            ORDER BY topic COLLATE "C", partition FOR UPDATE""";
    private static final String ADVANCE = """
            UPDATE inbox_offset AS o SET next_offset = moved.next
            FROM unnest($2::text[], $3::int[], $4::bigint[], $5::bigint[]) AS moved(topic, partition, expected, next)
            WHERE o.consumer = $1 AND o.topic = moved.topic AND o.partition = moved.partition
              AND o.next_offset = moved.expected""";

    private final DatabaseClient database;

    Offsets(DatabaseClient database) {
        this.database = database;
    }

    /** Locks the partitions' offsets until the transaction ends, always in the same order, and says where they stand. */
    Mono<Map<TopicPartition, Long>> lock(String consumer, Collection<TopicPartition> partitions) {
        var sorted = partitions.stream().sorted(ORDER).toList();
        return locked(consumer, sorted)
                .flatMap(found -> found.size() == sorted.size()
                        ? Mono.just(found)
                        : add(consumer, sorted).then(locked(consumer, sorted)));
    }

    /** Moves the offsets from where they stood to where they shall stand. */
    Mono<Void> advance(String consumer, Map<TopicPartition, Long> expected, Map<TopicPartition, Long> next) {
        var partitions = List.copyOf(next.keySet());
        return database.sql(ADVANCE)
                .bind(0, consumer)
                .bind(1, topics(partitions))
                .bind(2, numbers(partitions))
                .bind(3, partitions.stream().map(expected::get).toArray(Long[]::new))
                .bind(4, partitions.stream().map(next::get).toArray(Long[]::new))
                .fetch()
                .rowsUpdated()
                .flatMap(moved -> moved == partitions.size()
                        ? Mono.empty()
                        : Mono.error(new ConcurrencyFailureException("Another consumer has moved the offsets")));
    }

    private Mono<Long> add(String consumer, List<TopicPartition> partitions) {
        return database.sql(ADD)
                .bind(0, consumer)
                .bind(1, topics(partitions))
                .bind(2, numbers(partitions))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Map<TopicPartition, Long>> locked(String consumer, List<TopicPartition> partitions) {
        return database.sql(LOCK)
                .bind(0, consumer)
                .bind(1, topics(partitions))
                .bind(2, numbers(partitions))
                .map(row -> Map.entry(
                        new TopicPartition(Columns.at(row, 0, String.class), Columns.at(row, 1, Integer.class)),
                        Columns.at(row, 2, Long.class)))
                .all()
                .collect(HashMap::new, (found, entry) -> found.put(entry.getKey(), entry.getValue()));
    }

    private static String[] topics(List<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).toArray(String[]::new);
    }

    private static Integer[] numbers(List<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new);
    }
}
