package io.countersign.review.postgres;

import static io.countersign.review.postgres.Rows.column;

import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Decision;
import io.countersign.review.task.Review;
import io.countersign.review.task.ReviewEvent.VerdictGiven;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Verdicts and the decisions that they made as one array a column: twenty of them, after those of {@link TaskArrays}. */
final class JudgedArrays {

    /** A review after its verdict. */
    record Judged(Review review, VerdictGiven verdict) {

        private CaseFile file() {
            return review.file();
        }

        private Decision newest() {
            return file().newest();
        }
    }

    static GenericExecuteSpec bind(GenericExecuteSpec spec, List<Judged> judged) {
        return decisions(verdicts(spec, judged), judged);
    }

    private static GenericExecuteSpec verdicts(GenericExecuteSpec spec, List<Judged> judged) {
        return spec.bind(
                        10,
                        column(
                                UUID[]::new,
                                judged,
                                j -> UUID.fromString(j.review().task().facts().taskId())))
                .bind(11, column(Integer[]::new, judged, j -> j.verdict().seat()))
                .bind(12, column(Long[]::new, judged, j -> j.verdict().token()))
                .bind(13, column(String[]::new, judged, j -> j.file().caseId()))
                .bind(14, column(String[]::new, judged, j -> j.verdict().reviewer()))
                .bind(15, column(String[]::new, judged, j -> j.verdict().word().word()))
                .bind(
                        16,
                        column(
                                String[]::new,
                                judged,
                                j -> j.verdict().judgment().label()))
                .bind(
                        17,
                        column(
                                String[]::new,
                                judged,
                                j -> j.verdict().judgment().action()))
                .bind(18, column(Boolean[]::new, judged, j -> j.verdict().blind()))
                .bind(19, column(Instant[]::new, judged, j -> j.verdict().at()));
    }

    private static GenericExecuteSpec decisions(GenericExecuteSpec spec, List<Judged> judged) {
        return spec.bind(20, column(Integer[]::new, judged, j -> j.newest().revision()))
                .bind(21, column(String[]::new, judged, j -> j.newest().label()))
                .bind(22, column(String[]::new, judged, j -> j.newest().action()))
                .bind(23, column(String[]::new, judged, j -> j.newest().status().word()))
                .bind(24, column(String[]::new, judged, j -> j.newest().decidedBy()))
                .bind(25, column(String[]::new, judged, j -> j.newest().decider()))
                .bind(26, column(Integer[]::new, judged, j -> acted(j, Decision::revision)))
                .bind(27, column(String[]::new, judged, j -> acted(j, Decision::label)))
                .bind(28, column(String[]::new, judged, j -> acted(j, Decision::action)))
                .bind(
                        29,
                        column(
                                String[]::new,
                                judged,
                                j -> PostgresCases.literal(j.file().judgedBy())));
    }

    private static <T> @Nullable T acted(Judged judged, Function<Decision, T> value) {
        var acted = judged.file().actedOn();
        return acted == null ? null : value.apply(acted);
    }

    private JudgedArrays() {}
}
