package io.countersign.ingest.postgres;

import io.countersign.ingest.deadletter.DeadLetter;
import io.countersign.ingest.deadletter.Settlement;
import io.countersign.ingest.deadletter.StoredDeadLetter;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters of all topics, and what was done about each. */
@Repository
public class DeadLetterTable {

    private static final String ADD = """
            INSERT INTO dead_letter (dead_letter_id, topic, partition, record_offset, source_topic, source_partition,
                                     source_offset, consumer, record_key, value, headers, cut_from_bytes, key_cut_from,
                                     reason, arrived_at)
            VALUES (:id, :topic, :partition, :offset, :sourceTopic, :sourcePartition, :sourceOffset, :consumer, :key, :value,
                    :headers, :cutFromBytes, :keyCutFrom, :reason, :arrivedAt)
            ON CONFLICT (topic, partition, record_offset) DO NOTHING""";

    private static final String LIST = """
            SELECT * FROM dead_letter
            WHERE (:before = '' OR dead_letter_id < :before) AND (:topic = '' OR source_topic = :topic)
              AND (:state = '' OR state = :state)
            ORDER BY dead_letter_id DESC LIMIT :limit""";

    private static final String SETTLE = """
            UPDATE dead_letter SET state = :state, state_changed_at = :now, state_changed_by = :by, note = :note, mended = :mended
            WHERE dead_letter_id = :id AND state = 'open'""";

    private static final String FORGET_SETTLED = """
            DELETE FROM dead_letter WHERE dead_letter_id IN (
                SELECT dead_letter_id FROM dead_letter WHERE state <> 'open' AND state_changed_at < :before
                LIMIT :limit FOR UPDATE SKIP LOCKED)""";

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;

    DeadLetterTable(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Adds dead letters; one that is here already stays as it is. */
    public Mono<Void> add(List<DeadLetter> letters) {
        return Flux.fromIterable(letters).concatMap(this::add).then();
    }

    /** One dead letter. */
    public Mono<StoredDeadLetter> find(String id) {
        return database.sql("SELECT * FROM dead_letter WHERE dead_letter_id = :id")
                .bind("id", id)
                .map(this::stored)
                .one();
    }

    /**
     * Dead letters, newest first.
     *
     * @param before the id to go on behind; empty for the beginning
     * @param topic of one source topic; empty for all
     * @param state in one state; empty for all
     */
    public Flux<StoredDeadLetter> list(String before, String topic, String state, int limit) {
        return database.sql(LIST)
                .bind("before", before)
                .bind("topic", topic)
                .bind("state", state)
                .bind("limit", limit)
                .map(this::stored)
                .all();
    }

    /**
     * Settles an open dead letter. Joins the caller's transaction, which then holds it.
     *
     * @param mended the value as it was replayed; null where it went as it was, or not at all
     * @return false where it is not open
     */
    public Mono<Boolean> settle(String id, Settlement settlement, byte @Nullable [] mended) {
        return database.sql(SETTLE)
                .bind("id", id)
                .bind("state", settlement.state())
                .bind("now", Parameters.in(R2dbcType.TIMESTAMP_WITH_TIME_ZONE, settlement.changedAt()))
                .bind("by", Parameters.in(R2dbcType.VARCHAR, settlement.changedBy()))
                .bind("note", Parameters.in(R2dbcType.VARCHAR, settlement.note()))
                .bind("mended", bytes(mended))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Deletes what was settled before then, some at once; tells how many. */
    public Mono<Long> forgetSettled(Instant before, int limit) {
        return database.sql(FORGET_SETTLED)
                .bind("before", before)
                .bind("limit", limit)
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> add(DeadLetter letter) {
        return database.sql(ADD)
                .bind("id", letter.deadLetterId())
                .bind("topic", letter.topic())
                .bind("partition", letter.partition())
                .bind("offset", letter.offset())
                .bind("sourceTopic", letter.sourceTopic())
                .bind("sourcePartition", Parameters.in(R2dbcType.INTEGER, letter.sourcePartition()))
                .bind("sourceOffset", Parameters.in(R2dbcType.BIGINT, letter.sourceOffset()))
                .bind("consumer", Parameters.in(R2dbcType.VARCHAR, letter.consumer()))
                .bind("key", Parameters.in(R2dbcType.VARCHAR, letter.key()))
                .bind("value", bytes(letter.value()))
                .bind("headers", Json.of(json.writeValueAsString(letter.headers())))
                .bind("cutFromBytes", Parameters.in(R2dbcType.INTEGER, letter.cutFromBytes()))
                .bind("keyCutFrom", Parameters.in(R2dbcType.INTEGER, letter.keyCutFrom()))
                .bind("reason", letter.reason())
                .bind("arrivedAt", letter.arrivedAt())
                .fetch()
                .rowsUpdated();
    }

    private StoredDeadLetter stored(Readable row) {
        var letter = new DeadLetter(
                Columns.text(row, "dead_letter_id"),
                Columns.text(row, "topic"),
                Columns.number(row, "partition"),
                Columns.bigNumber(row, "record_offset"),
                Columns.text(row, "source_topic"),
                row.get("source_partition", Integer.class),
                row.get("source_offset", Long.class),
                row.get("consumer", String.class),
                row.get("record_key", String.class),
                Columns.bytes(row, "value"),
                json.readValue(Columns.json(row, "headers"), HEADERS),
                row.get("cut_from_bytes", Integer.class),
                row.get("key_cut_from", Integer.class),
                Columns.text(row, "reason"),
                Columns.instant(row, "arrived_at"));
        return new StoredDeadLetter(letter, Columns.settlement(row));
    }

    private static Object bytes(byte @Nullable [] bytes) {
        return Parameters.in(R2dbcType.VARBINARY, bytes == null ? null : ByteBuffer.wrap(bytes));
    }
}
