package io.countersign.kit.postgres;

import io.r2dbc.spi.Readable;

/** Columns that are never null. */
public final class Columns {

    private Columns() {}

    /**
     * The value of the column at this place, counted from 0.
     *
     * @throws IllegalStateException it is null
     */
    public static <T> T at(Readable row, int index, Class<T> type) {
        var value = row.get(index, type);
        if (value == null) {
            throw new IllegalStateException("Column " + index + " is null");
        }
        return value;
    }

    /**
     * The value of the column of this name.
     *
     * @throws IllegalStateException it is null
     */
    public static <T> T at(Readable row, String name, Class<T> type) {
        var value = row.get(name, type);
        if (value == null) {
            throw new IllegalStateException("Column " + name + " is null");
        }
        return value;
    }
}
