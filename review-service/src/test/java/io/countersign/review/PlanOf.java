package io.countersign.review;

import io.countersign.review.queue.ClaimQueries;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** How PostgreSQL goes about the statements of a claim. */
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

    /** How it goes about the claims of two who ask at once. */
    static String claimsTogether(DatabaseClient database, String queue) {
        var queues = "ARRAY['{" + queue + "}', '{" + queue + "}']";
        var seen = ClaimQueries.SEEN
                .replace("$1", "ARRAY[0, 1]")
                .replace("$2", "ARRAY['ana', 'ben']")
                .replace("$3", "ARRAY['{}', '{}']")
                .replace("$4", queues)
                .replace("$5", "ARRAY['{}', '{}']")
                .replace("$6", "2");
        var lock = ClaimQueries.LOCK.replace(
                "$1", "ARRAY(SELECT task_id FROM review_task WHERE case_id IN ('one', 'other'))");
        return explain(database, seen) + explain(database, lock);
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
