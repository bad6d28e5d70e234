package io.countersign.statistics.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Figures as they were measured, as a table for the documentation, in {@code target/measured}. */
final class MeasuredTable {
    private static final Map<String, MeasuredTable> BY_NAME = new ConcurrentHashMap<>();

    private final Path file;

    private MeasuredTable(String name, List<String> columns) {
        this.file = Path.of("target", "measured", name + ".md");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line(columns);
        line(Collections.nCopies(columns.size(), "---"));
    }

    /** The table of that name, begun anew by the first who asks in this run. */
    static MeasuredTable named(String name, String... columns) {
        return BY_NAME.computeIfAbsent(name, key -> new MeasuredTable(key, List.of(columns)));
    }

    void row(Object... cells) {
        line(java.util.Arrays.stream(cells).map(String::valueOf).toList());
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private synchronized void line(List<String> cells) {
        String text = "| " + String.join(" | ", cells) + " |";
        try {
            Files.writeString(
                    file, text + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
