package io.countersign.feedback.postgres;

import io.countersign.feedback.FactQueries;
import io.countersign.feedback.metrics.ConfidenceCell;
import io.countersign.feedback.metrics.GroupSums;
import io.countersign.feedback.metrics.GroupSums.Spread;
import io.countersign.feedback.metrics.Grouping;
import io.countersign.feedback.metrics.Looks;
import io.countersign.feedback.metrics.RefusalCount;
import io.countersign.feedback.metrics.Window;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sums over the table of facts. */
@Component
final class PostgresFactQueries implements FactQueries {

    /**
     * {@code drawn}: people judged it because routing asked, and there is no ground truth that would outrank them.
     * {@code weight}: how many cases of its lane such a case stands for.
     */
    private static final String FACTS = """
            WITH fact AS (
                SELECT %s AS label_of_group, f.*, lane = 'automatic' AS automatic, true_label IS NOT NULL AS truth,
                    model_label = coalesce(true_label, blind_label) AS model_right,
                    true_label IS NULL AND blind_label IS NOT NULL AND propensity > 0 AS drawn,
                    1 / nullif(propensity, 0) AS weight,
                    lane <> 'automatic' AND decided_by <> 'model' AND decided_label IS NOT NULL AS by_people
                FROM case_fact f WHERE routed_at >= $1 AND routed_at < $2 AND NOT candidate)
            """;

    private static final String SUMS = """
            SELECT label_of_group, count(*) AS routed,
                count(*) FILTER (WHERE automatic) AS automatic,
                count(*) FILTER (WHERE lane = 'provisional') AS provisional,
                count(*) FILTER (WHERE lane = 'review') AS review,
                count(*) FILTER (WHERE lane = 'expert') AS expert,
                count(*) FILTER (WHERE audit) AS audited,
                count(*) FILTER (WHERE reviewed) AS reviewed,
                count(*) FILTER (WHERE escalated) AS escalated,
                coalesce(sum(agrees), 0) AS agrees,
                coalesce(sum(overrides), 0) AS overrides,
                %s, %s,
                count(*) FILTER (WHERE by_people) AS decided,
                count(*) FILTER (WHERE by_people AND truth) AS decided_truths,
                count(*) FILTER (WHERE by_people AND decided_label = true_label) AS decided_right,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY queue_millis) AS queue_median,
                percentile_cont(0.9) WITHIN GROUP (ORDER BY queue_millis) AS queue_p90,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY decide_millis) AS decide_median,
                percentile_cont(0.9) WITHIN GROUP (ORDER BY decide_millis) AS decide_p90
            FROM fact GROUP BY 1 ORDER BY 1""".formatted(looks("a_", "automatic"), looks("e_", "NOT automatic"));
    private static final String CONFIDENCES = """
            SELECT label_of_group, automatic, drawn, avg(confidence) AS confidence,
                sum(CASE WHEN drawn THEN weight ELSE 1 END) AS weight,
                coalesce(sum(CASE WHEN drawn THEN weight ELSE 1 END) FILTER (WHERE model_right), 0) AS right_weight
            FROM fact WHERE truth OR drawn
            GROUP BY label_of_group, automatic, drawn, floor(confidence * 10000)""";
    private static final String REFUSALS = """
            SELECT subject, kind, count(*) AS refused FROM refusal_fact WHERE refused_at >= $1 AND refused_at < $2
            GROUP BY subject, kind ORDER BY subject, kind""";

    private final DatabaseClient database;

    PostgresFactQueries(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<List<GroupSums>> sums(Window window, Grouping grouping) {
        return grouped(SUMS, window, grouping)
                .map(PostgresFactQueries::sums)
                .all()
                .collectList();
    }

    @Override
    public Mono<List<ConfidenceCell>> confidences(Window window, Grouping grouping) {
        return grouped(CONFIDENCES, window, grouping)
                .map(row -> new ConfidenceCell(
                        text(row, "label_of_group"),
                        Objects.requireNonNull(row.get("automatic", Boolean.class)),
                        Objects.requireNonNull(row.get("drawn", Boolean.class)),
                        number(row, "confidence"),
                        number(row, "weight"),
                        number(row, "right_weight")))
                .all()
                .collectList();
    }

    @Override
    public Mono<List<RefusalCount>> refusals(Window window) {
        return database.sql(REFUSALS)
                .bind(0, window.from())
                .bind(1, window.to())
                .map(row -> new RefusalCount(text(row, "subject"), text(row, "kind"), count(row, "refused")))
                .all()
                .collectList();
    }

    private DatabaseClient.GenericExecuteSpec grouped(String query, Window window, Grouping grouping) {
        var statement = database.sql(FACTS.formatted(column(grouping)) + query)
                .bind(0, window.from())
                .bind(1, window.to());
        return grouping instanceof Grouping.BySlice(String name) ? statement.bind(2, name) : statement;
    }

    private static String column(Grouping grouping) {
        return switch (grouping) {
            case Grouping.Whole _ -> "'all'";
            case Grouping.ByModelVersion _ -> "f.model_version";
            case Grouping.ByPolicyVersion _ -> "f.policy";
            case Grouping.ByQueue _ -> "coalesce(f.queue, 'none')";
            case Grouping.ByLane _ -> "f.lane";
            case Grouping.BySlice _ -> "coalesce(f.slices ->> $3, 'none')";
        };
    }

    private static String looks(String prefix, String part) {
        return """
                count(*) FILTER (WHERE %2$s) AS %1$spopulation,
                count(*) FILTER (WHERE %2$s AND truth) AS %1$struths,
                count(*) FILTER (WHERE %2$s AND truth AND model_right) AS %1$struths_right,
                count(*) FILTER (WHERE %2$s AND drawn) AS %1$sdrawn,
                coalesce(sum(weight) FILTER (WHERE %2$s AND drawn), 0) AS %1$sweight,
                coalesce(sum(weight) FILTER (WHERE %2$s AND drawn AND model_right), 0) AS %1$sweight_right,
                coalesce(sum(weight * weight) FILTER (WHERE %2$s AND drawn), 0) AS %1$ssquares""".formatted(prefix, part);
    }

    private static GroupSums sums(Readable row) {
        return new GroupSums(
                text(row, "label_of_group"),
                count(row, "routed"),
                count(row, "automatic"),
                count(row, "provisional"),
                count(row, "review"),
                count(row, "expert"),
                count(row, "audited"),
                count(row, "reviewed"),
                count(row, "escalated"),
                count(row, "agrees"),
                count(row, "overrides"),
                looks(row, "a_"),
                looks(row, "e_"),
                Looks.ofTruths(count(row, "decided"), count(row, "decided_truths"), count(row, "decided_right")),
                new Spread(maybe(row, "queue_median"), maybe(row, "queue_p90")),
                new Spread(maybe(row, "decide_median"), maybe(row, "decide_p90")));
    }

    private static Looks looks(Readable row, String prefix) {
        return new Looks(
                count(row, prefix + "population"),
                count(row, prefix + "truths"),
                count(row, prefix + "truths_right"),
                count(row, prefix + "drawn"),
                number(row, prefix + "weight"),
                number(row, prefix + "weight_right"),
                number(row, prefix + "squares"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static double number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Double.class));
    }

    private static @Nullable Double maybe(Readable row, String column) {
        return row.get(column, Double.class);
    }
}
