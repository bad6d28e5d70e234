package io.countersign.review.queue;

import io.countersign.review.postgres.Rows;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;

/**
 * The first cases of a shelf.
 *
 * @param due when its most pressing case is due, in seconds since 1970; null where none is about to breach
 * @param warned until when a due case counts as about to breach, in seconds since 1970
 * @param priority of the case that comes first otherwise
 * @param place of that case: smaller is older
 */
record ShelfHead(int shelf, @Nullable Double due, double warned, int priority, long place) {

    static ShelfHead of(Readable row) {
        return new ShelfHead(
                Rows.get(row, "shelf_id", Integer.class),
                row.get("due", Double.class),
                Rows.get(row, "warned", Double.class),
                Rows.get(row, "priority", Integer.class),
                Rows.get(row, "place", Long.class));
    }
}
