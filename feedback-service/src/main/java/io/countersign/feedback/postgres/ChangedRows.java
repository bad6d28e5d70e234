package io.countersign.feedback.postgres;

import static io.countersign.feedback.postgres.Columns.column;
import static io.countersign.feedback.postgres.Columns.texts;

import io.countersign.feedback.CaseStore.ChangedCase;
import io.countersign.feedback.CaseStore.EncodedLabel;
import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.Prediction;
import io.countersign.feedback.trace.Routing;
import io.countersign.kit.outbox.RelayBell;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/** Writes the rows of changed cases, their facts, and a dirty mark for each. */
@Component
final class ChangedRows {

    private static final String WRITE = """
            UPDATE case_trace AS t SET stamp = u.stamp, trace_version = u.version, digest = u.digest,
                label_digest = coalesce(u.label_digest, t.label_digest), state = u.state,
                case_revision = u.revision, model_version = u.model_version, lane = u.lane,
                trace = u.trace, label = coalesce(u.label, t.label)
            FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::integer[],
                $8::text[], $9::text[], $10::bytea[], $11::bytea[])
                AS u(case_id, stamp, version, digest, label_digest, state, revision, model_version, lane, trace, label)
            WHERE t.case_id = u.case_id""";
    private static final String MARK = """
            INSERT INTO dirty_mark AS m (case_id, shard, version, label)
            SELECT * FROM unnest($1::text[], $2::smallint[], $3::bigint[], $4::boolean[])
            ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, label = m.label OR excluded.label""";

    private final DatabaseClient database;
    private final FactRows facts;
    private final RelayBell bell;

    ChangedRows(DatabaseClient database, FactRows facts, RelayBell bell) {
        this.database = database;
        this.facts = facts;
        this.bell = bell;
    }

    Mono<Void> write(List<ChangedCase> changed) {
        return changed.isEmpty()
                ? Mono.empty()
                : rows(changed).then(Mono.defer(() -> facts.write(changed))).then(Mono.defer(() -> mark(changed)));
    }

    private Mono<Void> rows(List<ChangedCase> changed) {
        return database.sql(WRITE)
                .bind(0, texts(changed, each -> each.folded().caseId()))
                .bind(1, column(changed, UUID[]::new, ChangedCase::stamp))
                .bind(2, column(changed, Long[]::new, each -> each.trace().version()))
                .bind(3, texts(changed, each -> each.trace().digest()))
                .bind(
                        4,
                        texts(
                                changed,
                                each -> each.newLabel()
                                        .map(EncodedLabel::digest)
                                        .orElse(null)))
                .bind(5, texts(changed, each -> each.folded().trace().state().word()))
                .bind(
                        6,
                        column(
                                changed,
                                Integer[]::new,
                                each -> each.folded().trace().caseRevision()))
                .bind(7, texts(changed, of(CaseTrace::prediction, Prediction::modelVersion)))
                .bind(8, texts(changed, of(CaseTrace::routing, Routing::lane)))
                .bind(9, column(changed, byte[][]::new, each -> each.trace().value()))
                .bind(10, labels(changed))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static byte[] @Nullable [] labels(List<ChangedCase> changed) {
        byte[] @Nullable [] labels = new byte[changed.size()][];
        for (int i = 0; i < labels.length; i++) {
            var label = changed.get(i).newLabel();
            labels[i] = label.isPresent() ? label.get().value() : null;
        }
        return labels;
    }

    private Mono<Void> mark(List<ChangedCase> changed) {
        return database.sql(MARK)
                .bind(0, texts(changed, each -> each.folded().caseId()))
                .bind(
                        1,
                        column(
                                changed,
                                Short[]::new,
                                each -> DirtyMarks.shardOf(each.folded().caseId())))
                .bind(2, column(changed, Long[]::new, each -> each.trace().version()))
                .bind(3, column(changed, Boolean[]::new, each -> each.newLabel().isPresent()))
                .fetch()
                .rowsUpdated()
                .then(TransactionSynchronizationManager.forCurrentTransaction())
                .doOnNext(transaction -> transaction.registerSynchronization(new RingAfterCommit()))
                .then();
    }

    private static <P> Function<ChangedCase, @Nullable String> of(
            Function<CaseTrace, @Nullable P> part, Function<P, String> text) {
        return each ->
                Optional.ofNullable(part.apply(each.folded().trace())).map(text).orElse(null);
    }

    private final class RingAfterCommit implements TransactionSynchronization {
        @Override
        public Mono<Void> afterCommit() {
            return Mono.fromRunnable(bell::ring);
        }
    }
}
