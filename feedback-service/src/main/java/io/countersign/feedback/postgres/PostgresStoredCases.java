package io.countersign.feedback.postgres;

import io.countersign.feedback.StoredCases;
import io.countersign.feedback.WireEvent;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads cases with one statement, so that events, version and exclusions are of one moment. */
@Component
final class PostgresStoredCases implements StoredCases {

    private static final String READ = """
            SELECT t.case_id, t.trace_version, e.topic, e.value,
                ARRAY(SELECT x.key FROM case_key k JOIN exclusion x USING (key)
                      WHERE k.case_id = t.case_id AND x.excluded) AS excluded
            FROM case_trace t JOIN event e USING (case_id)
            WHERE t.case_id IN (%s) ORDER BY t.case_id""";
    private static final String ONE = READ.formatted("$1");
    private static final String SOME = READ.formatted("""
            SELECT s.case_id FROM case_trace s
            WHERE s.case_id > $1 AND ($3 = '' OR s.model_version = $3) AND ($4 = '' OR s.lane = $4)
                AND ($5 = '' OR s.state = $5)
            ORDER BY s.case_id LIMIT $2""");

    private final DatabaseClient database;

    PostgresStoredCases(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<StoredCase> find(String caseId) {
        return read(database.sql(ONE).bind(0, caseId))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    @Override
    public Mono<List<StoredCase>> list(Selection selection) {
        return read(database.sql(SOME)
                .bind(0, selection.after())
                .bind(1, selection.limit())
                .bind(2, Optional.ofNullable(selection.modelVersion()).orElse(""))
                .bind(3, Optional.ofNullable(selection.lane()).orElse(""))
                .bind(4, Optional.ofNullable(selection.state()).orElse("")));
    }

    private static Mono<List<StoredCase>> read(DatabaseClient.GenericExecuteSpec statement) {
        return statement.map(PostgresStoredCases::row).all().collectList().map(PostgresStoredCases::cases);
    }

    private static List<StoredCase> cases(List<StoredCase> rows) {
        Map<String, StoredCase> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.merge(row.caseId(), row, PostgresStoredCases::joined));
        return List.copyOf(byId.values());
    }

    private static StoredCase joined(StoredCase one, StoredCase other) {
        var events = new ArrayList<>(one.events());
        events.addAll(other.events());
        return new StoredCase(one.caseId(), one.traceVersion(), events, one.excludedKeys());
    }

    private static StoredCase row(Readable row) {
        return new StoredCase(
                text(row, 0),
                Objects.requireNonNull(row.get(1, Long.class)),
                List.of(new WireEvent(text(row, 2), Objects.requireNonNull(row.get(3, byte[].class)))),
                Set.of(Objects.requireNonNull(row.get(4, String[].class))));
    }

    private static String text(Readable row, int column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
