package io.countersign.ingest.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summarizingInt;

import io.countersign.ingest.prediction.AdmittedPrediction;
import io.countersign.ingest.prediction.CaseAtDoor;
import io.countersign.ingest.prediction.CaseRevision;
import io.countersign.ingest.prediction.Decision;
import io.countersign.ingest.prediction.LastWord;
import io.countersign.ingest.prediction.StandingDecision;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Cases at the door and the predictions that were taken in, batch-wise. Everything joins the caller's transaction. */
@Repository
public class CaseTable {

    /** The order of the insertion is the order of the locks: two batches cannot lock each other out. */
    private static final String LOCK = """
            INSERT INTO case_intake AS c (case_id)
            SELECT case_id FROM unnest(:cases::text[]) WITH ORDINALITY AS t (case_id, n) ORDER BY n
            ON CONFLICT (case_id) DO UPDATE SET newest_revision = c.newest_revision
            RETURNING c.*""";

    private static final String KNOWN = """
            SELECT p.case_id, p.case_revision, p.submission_hash
            FROM unnest(:cases::text[], :revisions::int[]) AS asked (case_id, case_revision)
            JOIN prediction p USING (case_id, case_revision)""";

    private static final String ADD = """
            INSERT INTO prediction (case_id, case_revision, content_hash, submission_hash, input_hash, source, channel, received_at)
            SELECT t.*, :receivedAt
            FROM unnest(:cases::text[], :revisions::int[], :contents::text[], :submissions::text[], :inputs::text[],
                        :sources::text[], :channels::text[]) AS t""";

    private static final String RAISE = """
            UPDATE case_intake c SET newest_revision = greatest(c.newest_revision, t.newest), revisions = c.revisions + t.more
            FROM unnest(:cases::text[], :newest::int[], :more::int[]) AS t (case_id, newest, more)
            WHERE c.case_id = t.case_id""";

    private static final String NOTE_WORD = """
            UPDATE case_intake c
            SET word_case_revision = t.case_revision, word_decision_revision = t.decision_revision, word_label = t.label,
                word_action = t.action, word_status = t.status, word_decided_by = t.decided_by,
                word_content_hash = t.content_hash,
                word_input_hash = (SELECT p.input_hash FROM prediction p
                                   WHERE p.case_id = t.case_id AND p.case_revision = t.case_revision)
            FROM unnest(:cases::text[], :revisions::int[], :decisionRevisions::int[], :labels::text[], :actions::text[],
                        :statuses::text[], :decidedBys::text[], :contents::text[])
                 AS t (case_id, case_revision, decision_revision, label, action, status, decided_by, content_hash)
            WHERE c.case_id = t.case_id""";

    private final DatabaseClient database;

    CaseTable(DatabaseClient database) {
        this.database = database;
    }

    /** Locks the cases until the transaction ends, and tells what is known of them. */
    public Mono<Map<String, CaseAtDoor>> lock(SortedSet<String> cases, Collection<CaseRevision> asked) {
        if (cases.isEmpty()) {
            return Mono.just(Map.of());
        }
        return locked(cases).flatMap(rows -> submissions(asked).map(submissions -> atDoor(rows, submissions)));
    }

    /** Locks the cases until the transaction ends, and tells the last word on each. */
    public Mono<Map<String, LastWord>> lockWords(SortedSet<String> cases) {
        return locked(cases).map(rows -> {
            var words = new HashMap<String, LastWord>();
            rows.forEach((caseId, row) -> words.put(caseId, row.word()));
            return words;
        });
    }

    /** Adds predictions; their cases are locked. */
    public Mono<Void> add(List<AdmittedPrediction> predictions) {
        if (predictions.isEmpty()) {
            return Mono.empty();
        }
        var cases = Columns.texts(predictions, AdmittedPrediction::caseId);
        var revisions = Columns.numbers(predictions, AdmittedPrediction::caseRevision);
        var raised = predictions.stream()
                .collect(groupingBy(AdmittedPrediction::caseId, summarizingInt(AdmittedPrediction::caseRevision)))
                .entrySet();
        return database.sql(ADD)
                .bind("cases", cases)
                .bind("revisions", revisions)
                .bind(
                        "contents",
                        Columns.texts(predictions, it -> it.fingerprints().content()))
                .bind(
                        "submissions",
                        Columns.texts(predictions, it -> it.fingerprints().submission()))
                .bind(
                        "inputs",
                        Columns.texts(predictions, it -> it.fingerprints().input()))
                .bind("sources", Columns.texts(predictions, AdmittedPrediction::source))
                .bind("channels", Columns.texts(predictions, AdmittedPrediction::channel))
                .bind("receivedAt", predictions.getFirst().receivedAt())
                .then()
                .then(database.sql(RAISE)
                        .bind("cases", Columns.texts(raised, Map.Entry::getKey))
                        .bind(
                                "newest",
                                Columns.numbers(raised, it -> it.getValue().getMax()))
                        .bind(
                                "more",
                                Columns.numbers(
                                        raised,
                                        it -> Math.toIntExact(it.getValue().getCount())))
                        .then());
    }

    /** Writes the last word on each case; the cases are locked. */
    public Mono<Void> note(Map<String, Decision> words) {
        if (words.isEmpty()) {
            return Mono.empty();
        }
        var rows = List.copyOf(words.entrySet());
        return database.sql(NOTE_WORD)
                .bind("cases", Columns.texts(rows, Map.Entry::getKey))
                .bind("revisions", Columns.numbers(rows, it -> it.getValue().caseRevision()))
                .bind(
                        "decisionRevisions",
                        Columns.numbers(rows, it -> it.getValue().decisionRevision()))
                .bind("labels", Columns.texts(rows, it -> it.getValue().label()))
                .bind("actions", Columns.texts(rows, it -> it.getValue().action()))
                .bind("statuses", Columns.texts(rows, it -> it.getValue().status()))
                .bind("decidedBys", Columns.texts(rows, it -> it.getValue().decidedBy()))
                .bind("contents", Columns.texts(rows, it -> it.getValue().contentHash()))
                .then();
    }

    private Mono<Map<String, CaseRow>> locked(SortedSet<String> cases) {
        return database.sql(LOCK)
                .bind("cases", cases.toArray(String[]::new))
                .map(CaseTable::row)
                .all()
                .collectMap(CaseRow::caseId);
    }

    private Mono<Map<CaseRevision, String>> submissions(Collection<CaseRevision> asked) {
        return database.sql(KNOWN)
                .bind("cases", Columns.texts(asked, CaseRevision::caseId))
                .bind("revisions", Columns.numbers(asked, CaseRevision::revision))
                .map(row -> Map.entry(
                        new CaseRevision(Columns.text(row, "case_id"), Columns.number(row, "case_revision")),
                        Columns.text(row, "submission_hash")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Map<String, CaseAtDoor> atDoor(Map<String, CaseRow> rows, Map<CaseRevision, String> submissions) {
        var byCase = new HashMap<String, Map<Integer, String>>();
        submissions.forEach((name, hash) ->
                byCase.computeIfAbsent(name.caseId(), _ -> new HashMap<>()).put(name.revision(), hash));
        var known = new HashMap<String, CaseAtDoor>();
        rows.forEach((caseId, row) -> known.put(
                caseId,
                new CaseAtDoor(
                        row.newestRevision(), row.revisions(), byCase.getOrDefault(caseId, Map.of()), row.standing())));
        return known;
    }

    private static CaseRow row(Readable row) {
        return new CaseRow(
                Columns.text(row, "case_id"),
                Columns.number(row, "newest_revision"),
                Columns.number(row, "revisions"),
                new LastWord(row.get("word_case_revision") == null ? null : decision(row)),
                Columns.textOr(row, "word_input_hash", ""));
    }

    private static Decision decision(Readable row) {
        return new Decision(
                Columns.number(row, "word_case_revision"),
                Columns.number(row, "word_decision_revision"),
                Columns.text(row, "word_label"),
                Columns.text(row, "word_action"),
                Columns.text(row, "word_status"),
                Columns.text(row, "word_decided_by"),
                Columns.text(row, "word_content_hash"));
    }

    private record CaseRow(String caseId, int newestRevision, int revisions, LastWord word, String inputHash) {

        @Nullable
        StandingDecision standing() {
            return word.standing()
                    .map(it -> new StandingDecision(
                            it.caseRevision(),
                            it.decisionRevision(),
                            it.label(),
                            it.action(),
                            it.decidedBy(),
                            it.contentHash(),
                            inputHash))
                    .orElse(null);
        }
    }
}
