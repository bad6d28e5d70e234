package io.countersign.casefiles;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read as cases; the message names the file, the line and the column. */
public final class CaseFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long line;
    private final @Nullable String column;

    CaseFileException(Path file, long line, @Nullable String column, String problem) {
        super(sentence(file, line, column, problem));
        this.file = file.toString();
        this.line = line;
        this.column = column;
    }

    private static String sentence(Path file, long line, @Nullable String column, String problem) {
        var where = new StringBuilder(file.toString());
        if (line > 0) {
            where.append(", line ").append(line);
        }
        if (column != null) {
            where.append(", column ").append(column);
        }
        return where.append(": ").append(problem).toString();
    }

    /** The file's path as it was opened. */
    public String file() {
        return file;
    }

    /** The first line of the offending row, from 1; the header is line 1. 0 when the file as a whole is meant. */
    public long line() {
        return line;
    }

    /** The column's name in the file, or null when the row as a whole is meant. */
    public @Nullable String column() {
        return column;
    }
}
