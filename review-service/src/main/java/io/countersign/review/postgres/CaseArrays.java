package io.countersign.review.postgres;

import io.countersign.review.postgres.PostgresCases.Keyed;
import io.countersign.review.task.Decision;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Cases as one array a column. */
final class CaseArrays {

    static GenericExecuteSpec bind(GenericExecuteSpec spec, List<Keyed> cases) {
        return spec.bind(0, texts(cases, c -> c.file().caseId()))
                .bind(1, numbers(cases, c -> c.file().caseRevision()))
                .bind(2, cases.stream().map(Keyed::routed).toArray(Boolean[]::new))
                .bind(3, numbers(cases, c -> c.file().newest().revision()))
                .bind(4, texts(cases, c -> c.file().newest().label()))
                .bind(5, texts(cases, c -> c.file().newest().action()))
                .bind(6, texts(cases, c -> c.file().newest().status().word()))
                .bind(7, texts(cases, c -> c.file().newest().decidedBy()))
                .bind(8, texts(cases, c -> c.file().newest().decider()))
                .bind(9, numbers(cases, c -> acted(c, Decision::revision)))
                .bind(10, texts(cases, c -> acted(c, Decision::label)))
                .bind(11, texts(cases, c -> acted(c, Decision::action)))
                .bind(12, texts(cases, c -> c.file().modelLabel()))
                .bind(13, texts(cases, c -> c.file().proposedAction()))
                .bind(14, texts(cases, c -> c.file().origin().policyName()))
                .bind(15, numbers(cases, c -> c.file().origin().policyVersion()))
                .bind(16, texts(cases, c -> c.file().origin().contentHash()))
                .bind(17, texts(cases, c -> PostgresCases.literal(c.itemKeys())))
                .bind(
                        18,
                        cases.stream().map(c -> c.file().origin().admittedAt()).toArray(Instant[]::new));
    }

    private static <T> @Nullable T acted(Keyed keyed, Function<Decision, T> value) {
        var acted = keyed.file().actedOn();
        return acted == null ? null : value.apply(acted);
    }

    private static String[] texts(List<Keyed> cases, Function<Keyed, @Nullable String> value) {
        return cases.stream().map(value).toArray(String[]::new);
    }

    private static Integer[] numbers(List<Keyed> cases, Function<Keyed, @Nullable Integer> value) {
        return cases.stream().map(value).toArray(Integer[]::new);
    }

    private CaseArrays() {}
}
