package io.countersign.ingest.postgres;

import io.countersign.ingest.outcome.KnownOutcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Outcomes that were taken in, by name. Everything joins the caller's transaction; the cases are locked. */
@Repository
public class OutcomeTable {

    private static final String KNOWN = """
            SELECT o.case_id, o.outcome_id, o.fingerprint
            FROM unnest(:cases::text[], :ids::text[]) AS asked (case_id, outcome_id)
            JOIN outcome o USING (case_id, outcome_id)""";

    private static final String ADD = """
            INSERT INTO outcome (case_id, outcome_id, fingerprint, received_at)
            SELECT t.*, :receivedAt FROM unnest(:cases::text[], :ids::text[], :fingerprints::text[]) AS t""";

    private final DatabaseClient database;

    OutcomeTable(DatabaseClient database) {
        this.database = database;
    }

    /** The fingerprint of each of the named outcomes that is in. */
    public Mono<Map<KnownOutcome.Name, String>> known(Collection<KnownOutcome.Name> names) {
        return names.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(KNOWN)
                        .bind("cases", Columns.texts(names, KnownOutcome.Name::caseId))
                        .bind("ids", Columns.texts(names, KnownOutcome.Name::outcomeId))
                        .map(row -> new KnownOutcome(
                                Columns.text(row, "case_id"),
                                Columns.text(row, "outcome_id"),
                                Columns.text(row, "fingerprint")))
                        .all()
                        .collectMap(KnownOutcome::name, KnownOutcome::fingerprint);
    }

    /** Adds outcomes. */
    public Mono<Void> add(List<KnownOutcome> outcomes, Instant receivedAt) {
        return outcomes.isEmpty()
                ? Mono.empty()
                : database.sql(ADD)
                        .bind("cases", Columns.texts(outcomes, KnownOutcome::caseId))
                        .bind("ids", Columns.texts(outcomes, KnownOutcome::outcomeId))
                        .bind("fingerprints", Columns.texts(outcomes, KnownOutcome::fingerprint))
                        .bind("receivedAt", receivedAt)
                        .then();
    }
}
