package io.countersign.ingest.postgres;

import io.countersign.ingest.deadletter.Settlement;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Rows to columns for UNNEST, and columns of a row to values. */
final class Columns {

    private Columns() {}

    static <T> @Nullable String[] texts(Collection<T> rows, Function<? super T, ? extends @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    static <T> Integer[] numbers(Collection<T> rows, ToIntFunction<? super T> column) {
        return rows.stream().map(column::applyAsInt).toArray(Integer[]::new);
    }

    static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    static String textOr(Readable row, String column, String other) {
        var value = row.get(column, String.class);
        return value == null ? other : value;
    }

    static int number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class), column);
    }

    static long bigNumber(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }

    static byte @Nullable [] bytes(Readable row, String column) {
        return row.get(column, byte[].class);
    }

    /** The text of a {@code jsonb} column. */
    static String json(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Json.class), column).asString();
    }

    static Settlement settlement(Readable row) {
        return new Settlement(
                text(row, "state"),
                row.get("state_changed_at", Instant.class),
                row.get("state_changed_by", String.class),
                row.get("note", String.class));
    }

    static Instant instant(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class), column);
    }
}
