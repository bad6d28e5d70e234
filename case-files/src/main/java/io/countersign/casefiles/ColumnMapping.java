package io.countersign.casefiles;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Which column of a file holds what, for files whose columns have other names.
 *
 * <p>Written as a properties file in UTF-8: our name on the left, the file's on the right, as in {@code confidence =
 * score} or {@code slice_region = Region}. A column that is not mapped keeps its own name.
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
     * @throws CaseFileException if it cannot be read, a line has no column, or one column is mapped twice
     */
    public static ColumnMapping read(Path file) {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CaseFileException(file, 0, null, "cannot be read as a mapping: " + e.getMessage());
        }
        var names = new HashMap<String, String>();
        for (String ourName : properties.stringPropertyNames()) {
            String theirName = properties.getProperty(ourName).strip();
            if (theirName.isEmpty()) {
                throw new CaseFileException(file, 0, ourName, "no column is named");
            }
            names.put(ourName, theirName);
        }
        try {
            return of(names);
        } catch (IllegalArgumentException e) {
            throw new CaseFileException(file, 0, null, String.valueOf(e.getMessage()));
        }
    }

    /** The file's name for one of ours. */
    String theirName(String ourName) {
        return theirs.getOrDefault(ourName, ourName);
    }

    /** Our name for one of the file's. */
    String ourName(String theirName) {
        return ours.getOrDefault(theirName, theirName);
    }

    /** The file's names that the mapping counts on. */
    Iterable<String> expected() {
        return theirs.values();
    }
}
