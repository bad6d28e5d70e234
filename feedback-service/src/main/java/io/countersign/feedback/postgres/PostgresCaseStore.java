package io.countersign.feedback.postgres;

import static io.countersign.feedback.postgres.Columns.column;
import static io.countersign.feedback.postgres.Columns.texts;

import io.countersign.feedback.Arrival;
import io.countersign.feedback.CaseStore;
import io.countersign.feedback.FoldedCase;
import io.countersign.feedback.WireEvent;
import io.countersign.feedback.postgres.FactRows.CaseRefusal;
import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.CaseEvents;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The event store and the row of each case. */
@Component
final class PostgresCaseStore implements CaseStore {

    private static final String MAKE_ROOM = """
            INSERT INTO case_trace (case_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING""";
    private static final String LOCK = """
            SELECT case_id, stamp, trace_version, digest, label_digest FROM case_trace
            WHERE case_id = ANY($1) ORDER BY case_id FOR UPDATE""";
    private static final String KEEP = """
            INSERT INTO event AS kept (case_id, natural_key, event_id, topic, value)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[])
            ON CONFLICT (case_id, natural_key) DO UPDATE
            SET event_id = excluded.event_id, topic = excluded.topic, value = excluded.value
            WHERE excluded.event_id < kept.event_id COLLATE "C\"""";
    /**
     * Look-ups by case: while there are no statistics yet, a plain ANY is taken for all of the table. Natural keys of refusals
     * begin with {@code refused/}, and {@code 0} is the character after the slash.
     */
    private static final String EVENTS = """
            SELECT wanted.case_id, e.topic, e.value FROM unnest($1::text[]) AS wanted(case_id)
            CROSS JOIN LATERAL (
                (SELECT topic, value FROM event
                 WHERE case_id = wanted.case_id AND natural_key < 'refused/' OFFSET 0)
                UNION ALL
                (SELECT topic, value FROM event
                 WHERE case_id = wanted.case_id AND natural_key >= 'refused/' AND natural_key < 'refused0'
                 ORDER BY natural_key DESC LIMIT $2)
                UNION ALL
                (SELECT topic, value FROM event
                 WHERE case_id = wanted.case_id AND natural_key >= 'refused0' OFFSET 0)) AS e""";

    private static final String TOUCH = "UPDATE case_trace SET stamp = $2 WHERE case_id = ANY($1)";
    private static final String IDS = """
            SELECT case_id FROM case_trace WHERE case_id > $1 ORDER BY case_id LIMIT $2""";

    private final DatabaseClient database;
    private final ChangedRows changedRows;
    private final FactRows factRows;

    PostgresCaseStore(DatabaseClient database, ChangedRows changedRows, FactRows factRows) {
        this.database = database;
        this.changedRows = changedRows;
        this.factRows = factRows;
    }

    @Override
    public Mono<Map<String, Standing>> lock(SortedSet<String> caseIds) {
        var ids = caseIds.toArray(String[]::new);
        return database.sql(MAKE_ROOM)
                .bind(0, ids)
                .fetch()
                .rowsUpdated()
                .thenMany(database.sql(LOCK)
                        .bind(0, ids)
                        .map(PostgresCaseStore::row)
                        .all())
                .collectMap(Row::caseId, Row::standing);
    }

    @Override
    public Mono<Void> keep(Collection<Arrival.OfCase> events) {
        var rows = List.copyOf(withoutTwins(events));
        return rows.isEmpty() ? Mono.empty() : insert(rows).then(Mono.defer(() -> factRows.count(refusals(rows))));
    }

    private static List<CaseRefusal> refusals(List<Arrival.OfCase> rows) {
        return rows.stream()
                .flatMap(row -> row.event() instanceof CaseEvent.Refused refused
                        ? Stream.of(new CaseRefusal(row.caseId(), refused.refusal()))
                        : Stream.empty())
                .toList();
    }

    private Mono<Void> insert(List<Arrival.OfCase> rows) {
        return database.sql(KEEP)
                .bind(0, texts(rows, Arrival.OfCase::caseId))
                .bind(1, texts(rows, row -> row.event().naturalKey()))
                .bind(2, texts(rows, row -> row.event().eventId()))
                .bind(3, texts(rows, row -> row.wire().topic()))
                .bind(4, column(rows, byte[][]::new, row -> row.wire().value()))
                .fetch()
                .rowsUpdated()
                .then();
    }

    @Override
    public Mono<Map<String, List<WireEvent>>> events(Collection<String> caseIds) {
        return database.sql(EVENTS)
                .bind(0, caseIds.toArray(String[]::new))
                .bind(1, CaseEvents.MOST_REFUSALS)
                .map(row -> Map.entry(text(row, 0), new WireEvent(text(row, 1), bytes(row, 2))))
                .all()
                .collect(
                        HashMap::new,
                        (byCase, event) -> byCase.computeIfAbsent(event.getKey(), _ -> new ArrayList<>())
                                .add(event.getValue()));
    }

    @Override
    public Mono<Void> write(List<ChangedCase> changed) {
        return changedRows.write(changed);
    }

    @Override
    public Mono<Integer> mendFacts(List<FoldedCase> cases) {
        return factRows.mend(cases);
    }

    @Override
    public Mono<Void> touch(Collection<String> caseIds, UUID stamp) {
        return caseIds.isEmpty()
                ? Mono.empty()
                : database.sql(TOUCH)
                        .bind(0, caseIds.toArray(String[]::new))
                        .bind(1, stamp)
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    @Override
    public Mono<List<String>> caseIds(String after, int limit) {
        return database.sql(IDS)
                .bind(0, after)
                .bind(1, limit)
                .map(row -> text(row, 0))
                .all()
                .collectList();
    }

    /** One statement cannot write a row twice. */
    private static Collection<Arrival.OfCase> withoutTwins(Collection<Arrival.OfCase> events) {
        var byKey = new HashMap<String, Arrival.OfCase>();
        events.forEach(event -> byKey.merge(
                event.caseId() + '\n' + event.event().naturalKey(),
                event,
                (one, other) -> one.event().eventId().compareTo(other.event().eventId()) <= 0 ? one : other));
        return byKey.values();
    }

    private static Row row(Readable row) {
        var standing = new Standing(
                row.get(1, UUID.class),
                Objects.requireNonNull(row.get(2, Long.class)),
                row.get(3, String.class),
                row.get(4, String.class));
        return new Row(text(row, 0), standing);
    }

    private static String text(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static byte[] bytes(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, byte[].class));
    }

    private record Row(String caseId, Standing standing) {}
}
