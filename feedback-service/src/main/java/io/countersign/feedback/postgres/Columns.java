package io.countersign.feedback.postgres;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rows turned into one array a column, as UNNEST takes them. */
final class Columns {

    static <T, V> V[] column(Collection<T> rows, IntFunction<V[]> array, Function<T, ? extends @Nullable V> value) {
        V[] column = array.apply(rows.size());
        int i = 0;
        for (T row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }

    static <T> String[] texts(Collection<T> rows, Function<T, @Nullable String> value) {
        return column(rows, String[]::new, value);
    }

    private Columns() {}
}
