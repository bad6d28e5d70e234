package io.countersign.feedback.postgres;

import io.countersign.event.DecisionTrace;
import io.countersign.event.TrainingLabel;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.kafka.EventHeaders;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.HeaderBytes;
import io.countersign.kit.outbox.OutboxProperties;
import io.countersign.kit.outbox.RelayRow;
import io.countersign.kit.outbox.RelaySource;
import io.countersign.topics.Topics;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a relay publishes of changed cases: each once, as its row is when the relay comes by, however often it changed
 * before. A mark that is raised again while its case is being sent stays, by its version.
 *
 * <p>Nothing needs to be announced or recovered: a mark that outlives its batch is sent again with the newest version,
 * and versions of a case never fall.
 */
@Component
final class DirtyMarks implements RelaySource {

    private static final int SHARDS = 2;
    private static final String SERVICE = "feedback-service";

    /** The lengths stand in the rows themselves: what is beyond the bytes of a batch is not fetched. */
    private static final String READ = """
            SELECT case_id, trace_version, trace, label FROM (
                SELECT *, sum(octet_length(trace)) OVER (ORDER BY raised) - octet_length(trace) AS before
                FROM (SELECT m.case_id, m.raised, t.trace_version, t.trace, CASE WHEN m.label THEN t.label END AS label
                      FROM dirty_mark m JOIN case_trace t USING (case_id)
                      WHERE m.shard = $1 ORDER BY m.raised LIMIT $2) AS first) AS measured
            WHERE before < $3 ORDER BY raised""";
    /**
     * A mark that somebody holds is being raised again, so it stays. Waiting for it could end in a deadlock: a batch holds
     * several, in the order of its own. One look-up a mark, whatever the statistics say: of a table that is now full and
     * now empty they are always wrong, and a join by them may compare all with all.
     */
    private static final String REMOVE = """
            DELETE FROM dirty_mark WHERE ctid = ANY (ARRAY(
                SELECT mark.ctid FROM unnest($1::text[], $2::bigint[]) AS sent(case_id, version)
                CROSS JOIN LATERAL (
                    SELECT m.ctid FROM dirty_mark m WHERE m.case_id = sent.case_id AND m.version = sent.version
                    FOR UPDATE SKIP LOCKED) AS mark))""";

    private final AvroWire wire;
    private final OutboxProperties properties;

    DirtyMarks(AvroWire wire, OutboxProperties properties) {
        this.wire = wire;
        this.properties = properties;
    }

    static short shardOf(String caseId) {
        return (short) Math.floorMod(caseId.hashCode(), SHARDS);
    }

    @Override
    public String name() {
        return "traces";
    }

    @Override
    public int shards() {
        return SHARDS;
    }

    @Override
    public Mono<List<RelayRow>> read(Connection connection, int shard, int limit) {
        var statement = connection
                .createStatement(READ)
                .bind(0, (short) shard)
                .bind(1, Math.max(1, limit / 2))
                .bind(2, (long) properties.batchBytes());
        return Flux.from(statement.execute())
                .flatMap(result -> result.map(DirtyMarks::marked))
                .publishOn(Schedulers.boundedElastic())
                .concatMapIterable(this::rows)
                .collectList();
    }

    @Override
    public Mono<Void> announce(Connection connection, int shard, long batch, List<RelayRow> rows) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> remove(Connection connection, int shard, long batch, List<RelayRow> rows) {
        var traces = rows.stream()
                .filter(row -> row.topic().equals(Topics.DECISION_TRACE))
                .toList();
        var statement = connection
                .createStatement(REMOVE)
                .bind(0, traces.stream().map(RelayRow::key).toArray(String[]::new))
                .bind(1, traces.stream().map(RelayRow::mark).toArray(Long[]::new));
        return Flux.from(statement.execute())
                .flatMap(result -> result.getRowsUpdated())
                .then();
    }

    @Override
    public Mono<Void> recover(Connection connection, int shard, long position) {
        return Mono.empty();
    }

    private List<RelayRow> rows(Marked marked) {
        var rows = new ArrayList<RelayRow>(2);
        rows.add(row(marked, Topics.DECISION_TRACE, marked.trace(), DecisionTrace.class));
        if (marked.label() != null) {
            rows.add(row(marked, Topics.TRAINING_LABEL, marked.label(), TrainingLabel.class));
        }
        return rows;
    }

    private RelayRow row(Marked marked, String topic, byte[] value, Class<? extends SpecificRecord> type) {
        var headers =
                EventHeaders.forEvent(topic, marked.caseId(), wire.head(value, type), SERVICE, TraceParent.fresh());
        return new RelayRow(marked.version(), topic, marked.caseId(), value, HeaderBytes.encode(headers));
    }

    private static Marked marked(Readable row) {
        return new Marked(
                Objects.requireNonNull(row.get(0, String.class)),
                Objects.requireNonNull(row.get(1, Long.class)),
                Objects.requireNonNull(row.get(2, byte[].class)),
                row.get(3, byte[].class));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Marked(String caseId, long version, byte[] trace, byte @Nullable [] label) {}
}
