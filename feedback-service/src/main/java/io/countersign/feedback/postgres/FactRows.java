package io.countersign.feedback.postgres;

import static io.countersign.feedback.postgres.Columns.column;
import static io.countersign.feedback.postgres.Columns.texts;

import io.countersign.feedback.CaseStore.ChangedCase;
import io.countersign.feedback.FoldedCase;
import io.countersign.feedback.metrics.CaseFacts;
import io.countersign.feedback.trace.Refusal;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes the facts of cases, and only those that differ. */
@Component
final class FactRows {

    private static final String WRITE = """
            INSERT INTO case_fact AS f
            SELECT case_id, to_timestamp(routed_ms / 1000.0), model_version, candidate, policy, queue, lane, audit,
                propensity, confidence, model_label, decided_label, decided_by, withdrawn, true_label, blind_label,
                agrees, overrides, reviewed, escalated, queue_millis, decide_millis, slices::jsonb
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[],
                $8::boolean[], $9::float8[], $10::float8[], $11::text[], $12::text[], $13::text[], $14::boolean[],
                $15::text[], $16::text[], $17::integer[], $18::integer[], $19::boolean[], $20::boolean[],
                $21::bigint[], $22::bigint[], $23::text[])
                AS u(case_id, routed_ms, model_version, candidate, policy, queue, lane, audit, propensity, confidence,
                    model_label, decided_label, decided_by, withdrawn, true_label, blind_label, agrees, overrides,
                    reviewed, escalated, queue_millis, decide_millis, slices)
            ON CONFLICT (case_id) DO UPDATE SET
                (routed_at, model_version, candidate, policy, queue, lane, audit, propensity, confidence, model_label,
                    decided_label, decided_by, withdrawn, true_label, blind_label, agrees, overrides, reviewed,
                    escalated, queue_millis, decide_millis, slices)
                = (excluded.routed_at, excluded.model_version, excluded.candidate, excluded.policy, excluded.queue,
                    excluded.lane, excluded.audit, excluded.propensity, excluded.confidence, excluded.model_label,
                    excluded.decided_label, excluded.decided_by, excluded.withdrawn, excluded.true_label,
                    excluded.blind_label, excluded.agrees, excluded.overrides, excluded.reviewed, excluded.escalated,
                    excluded.queue_millis, excluded.decide_millis, excluded.slices)
            WHERE f IS DISTINCT FROM excluded""";
    private static final String WRITE_REFUSALS = """
            INSERT INTO refusal_fact (refusal_id, case_id, refused_at, subject, kind)
            SELECT id, case_id, to_timestamp(ms / 1000.0), subject, kind
            FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[]) AS u(id, case_id, ms, subject, kind)
            ON CONFLICT DO NOTHING""";
    private static final String FORGET = "DELETE FROM case_fact WHERE case_id = ANY($1)";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatabaseClient database;

    FactRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> write(List<ChangedCase> changed) {
        var seenBefore = changed.stream()
                .filter(each -> each.trace().version() > 1)
                .map(ChangedCase::folded)
                .toList();
        return write(changed.stream().map(ChangedCase::folded).toList(), seenBefore)
                .then();
    }

    /** Writes the facts that differ of cases that were seen before, and tells how many did. */
    Mono<Integer> mend(List<FoldedCase> cases) {
        return write(cases, cases);
    }

    private Mono<Integer> write(List<FoldedCase> cases, List<FoldedCase> seenBefore) {
        var facts = cases.stream().flatMap(each -> each.facts().stream()).toList();
        var withoutFacts =
                seenBefore.stream().filter(each -> each.facts().isEmpty()).toList();
        return forget(withoutFacts)
                .flatMap(forgotten -> writeFacts(facts).map(written -> Math.toIntExact(forgotten + written)));
    }

    /** A newer revision that is not routed yet has no facts, whatever the older one had. */
    private Mono<Long> forget(List<FoldedCase> cases) {
        return cases.isEmpty()
                ? Mono.just(0L)
                : database.sql(FORGET)
                        .bind(0, texts(cases, FoldedCase::caseId))
                        .fetch()
                        .rowsUpdated();
    }

    private Mono<Long> writeFacts(List<CaseFacts> facts) {
        return facts.isEmpty()
                ? Mono.just(0L)
                : database.sql(WRITE)
                        .bind(0, texts(facts, CaseFacts::caseId))
                        .bind(
                                1,
                                column(
                                        facts,
                                        Long[]::new,
                                        each -> each.routedAt().toEpochMilli()))
                        .bind(2, texts(facts, CaseFacts::modelVersion))
                        .bind(3, column(facts, Boolean[]::new, CaseFacts::candidate))
                        .bind(4, texts(facts, CaseFacts::policy))
                        .bind(5, texts(facts, CaseFacts::queue))
                        .bind(6, texts(facts, CaseFacts::lane))
                        .bind(7, column(facts, Boolean[]::new, CaseFacts::audit))
                        .bind(8, column(facts, Double[]::new, CaseFacts::propensity))
                        .bind(9, column(facts, Double[]::new, CaseFacts::confidence))
                        .bind(10, texts(facts, CaseFacts::modelLabel))
                        .bind(11, texts(facts, CaseFacts::decidedLabel))
                        .bind(12, texts(facts, CaseFacts::decidedBy))
                        .bind(13, column(facts, Boolean[]::new, CaseFacts::withdrawn))
                        .bind(14, texts(facts, CaseFacts::trueLabel))
                        .bind(15, texts(facts, CaseFacts::blindLabel))
                        .bind(16, column(facts, Integer[]::new, CaseFacts::agrees))
                        .bind(17, column(facts, Integer[]::new, CaseFacts::overrides))
                        .bind(18, column(facts, Boolean[]::new, CaseFacts::reviewed))
                        .bind(19, column(facts, Boolean[]::new, CaseFacts::escalated))
                        .bind(20, column(facts, Long[]::new, CaseFacts::queueMillis))
                        .bind(21, column(facts, Long[]::new, CaseFacts::decideMillis))
                        .bind(22, texts(facts, each -> JSON.writeValueAsString(each.slices())))
                        .fetch()
                        .rowsUpdated();
    }

    /** Counts refusals as they come: their cases have only the newest of them. Repetition changes nothing. */
    Mono<Void> count(List<CaseRefusal> refusals) {
        return refusals.isEmpty()
                ? Mono.empty()
                : database.sql(WRITE_REFUSALS)
                        .bind(0, texts(refusals, each -> each.refusal().refusalId()))
                        .bind(1, texts(refusals, CaseRefusal::caseId))
                        .bind(
                                2,
                                column(
                                        refusals,
                                        Long[]::new,
                                        each -> each.refusal().at().toEpochMilli()))
                        .bind(3, texts(refusals, each -> each.refusal().subject()))
                        .bind(4, texts(refusals, each -> each.refusal().kind()))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }

    /** A refusal, and of which case. */
    record CaseRefusal(String caseId, Refusal refusal) {}
}
