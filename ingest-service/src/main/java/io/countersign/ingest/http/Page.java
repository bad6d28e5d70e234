package io.countersign.ingest.http;

import io.countersign.ingest.fault.Faults;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to send as {@code cursor} for the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {

    private static final int MOST = 500;

    /** A page out of the rows that were found when one more than {@code limit} was asked for. */
    static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> view, Function<R, String> cursor) {
        boolean more = rows.size() > limit;
        var shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(view).toList(), more ? cursor.apply(shown.getLast()) : null);
    }

    /** Refuses a limit outside 1 to 500, and filters that no stored text can match. */
    static void check(int limit, List<Filter> filters) {
        var faults = new Faults();
        if (limit < 1 || limit > MOST) {
            faults.add("limit", "must be between 1 and " + MOST + ", was " + limit);
        }
        filters.forEach(filter -> faults.text(filter.name(), filter.value(), Faults.KEY_LIMIT));
        filters.stream()
                .filter(it -> !it.allowed().isEmpty()
                        && !it.value().isEmpty()
                        && !it.allowed().contains(it.value()))
                .forEach(it -> faults.add(it.name(), "must be one of " + String.join(", ", it.allowed())));
        Answers.refuseIfWrong(faults);
    }

    /** A filter as it was asked for; {@code allowed} is empty where any value is. */
    record Filter(String name, String value, List<String> allowed) {

        static Filter any(String name, String value) {
            return new Filter(name, value, List.of());
        }

        static Filter oneOf(String name, String value, String... allowed) {
            return new Filter(name, value, List.of(allowed));
        }
    }
}
