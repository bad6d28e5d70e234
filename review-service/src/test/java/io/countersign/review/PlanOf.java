package io.countersign.review;

import io.countersign.review.queue.ClaimQueries;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** How PostgreSQL goes about the two statements of a claim. */
final class PlanOf {

    static String claim(DatabaseClient database, String queue) {
        var heads = ClaimQueries.HEADS
                .replace("$1", "'ana'")
                .replace("$2", "ARRAY['" + queue + "']")
                .replace("$3", "ARRAY[]::text[]")
                .replace("$4", "ARRAY[]::text[]");
        var shelves = "ARRAY(SELECT shelf_id FROM review_shelf WHERE queue = '" + queue + "')";
        var take = ClaimQueries.TAKE
                .replace("$1", "'ana'")
                .replace("$2::int[]", shelves)
                .replace("$3::float8[]", "ARRAY[extract(epoch FROM now())::float8]")
                .replace("$4::int[]", shelves);
        return explain(database, heads) + explain(database, take);
    }

    private static String explain(DatabaseClient database, String sql) {
        return String.join(
                "\n",
                Objects.requireNonNull(database.sql("EXPLAIN " + sql)
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .all()
                        .collectList()
                        .block()));
    }

    private PlanOf() {}
}
