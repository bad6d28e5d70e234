package io.countersign.casefiles;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a file holds what, for files whose columns have other names.
 *
 * <p>Written as a properties file in UTF-8: our name on the left, the file's on the right, as in {@code confidence =
 * score} or {@code slice_region = Region}. A column that is not mapped keeps its own name; where the mapping gives that
 * name to another column, it is not read.
 */
public final class ColumnMapping {
    private static final ColumnMapping NONE = new ColumnMapping(Map.of());

    private final Map<String, String> theirs;
    private final Map<String, String> ours;

    private ColumnMapping(Map<String, String> theirs) {
        this.theirs = Map.copyOf(theirs);
        var inverse = new HashMap<String, String>();
        theirs.forEach((our, their) -> inverse.put(their, our));
        this.ours = Map.copyOf(inverse);
    }

    /** Every column has its own name. */
    public static ColumnMapping none() {
        return NONE;
    }

    /**
     * Maps from our names to the file's.
     *
     * @throws IllegalArgumentException if two of our names stand for one column
     */
    public static ColumnMapping of(Map<String, String> ourNameToTheirs) {
        if (Map.copyOf(ourNameToTheirs).values().stream().distinct().count() < ourNameToTheirs.size()) {
            throw new IllegalArgumentException("one column is mapped twice: " + ourNameToTheirs);
        }
        return new ColumnMapping(ourNameToTheirs);
    }

    /**
     * Reads a mapping from a properties file.
     *
     * @throws CaseFileException if it cannot be read, a line has no column, or a name stands twice
     */
    public static ColumnMapping read(Path file) {
        var theirs = new HashMap<String, String>();
        var ours = new HashMap<String, String>();
        for (Entry entry : entries(file)) {
            if (entry.theirs().isEmpty()) {
                throw new CaseFileException(file, entry.line(), entry.ours(), "no column is named");
            }
            if (theirs.put(entry.ours(), entry.theirs()) != null) {
                throw new CaseFileException(file, entry.line(), entry.ours(), "stands twice");
            }
            String other = ours.put(entry.theirs(), entry.ours());
            if (other != null) {
                throw new CaseFileException(
                        file, entry.line(), entry.ours(), "'" + entry.theirs() + "' is mapped twice, also to " + other);
            }
        }
        return of(theirs);
    }

    /** One mapped name, and the line that it stands on. */
    private record Entry(long line, String ours, String theirs) {}

    /** Each line by itself, for a fault must name its line; a backslash at its end takes the next one along. */
    private static List<Entry> entries(Path file) {
        var entries = new ArrayList<Entry>();
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                long line = i + 1L;
                var text = new StringBuilder(lines.get(i));
                while (text.toString().endsWith("\\") && i + 1 < lines.size()) {
                    text.append('\n').append(lines.get(++i));
                }
                properties(file, line, text.toString())
                        .forEach((our, their) -> entries.add(
                                new Entry(line, our.toString(), their.toString().strip())));
            }
        } catch (IOException e) {
            throw new CaseFileException(file, 0, null, "cannot be read as a mapping: " + e.getMessage());
        }
        return entries;
    }

    private static Properties properties(Path file, long line, String text) throws IOException {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new CaseFileException(file, line, null, "cannot be read as a mapping: " + e.getMessage());
        }
        return properties;
    }

    /** The file's name for one of ours. */
    String theirName(String ourName) {
        return theirs.getOrDefault(ourName, ourName);
    }

    /** Our name for one of the file's; null where the mapping gives that name to another column. */
    @Nullable
    String ourName(String theirName) {
        String mapped = ours.get(theirName);
        return mapped != null ? mapped : theirs.containsKey(theirName) ? null : theirName;
    }

    /** The file's names that the mapping counts on. */
    Set<String> expected() {
        return ours.keySet();
    }
}
