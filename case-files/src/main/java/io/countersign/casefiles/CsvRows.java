package io.countersign.casefiles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Rows of a CSV file (RFC 4180) whose first line names the columns. */
final class CsvRows implements RowSource {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final ColumnMapping mapping;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    /** The file's name of each column; empty until the header is read. */
    private List<String> names = List.of();
    /** Our name of each column; null where a column is not read. */
    private final List<@Nullable String> header;
    /** The first line of the row read last. */
    private long line;

    CsvRows(Path file, BufferedReader reader, ColumnMapping mapping) throws IOException {
        this.file = file;
        this.mapping = mapping;
        // Empty lines are passed over here and not by the parser, which would hide on which line a row begins.
        this.parser = CSVFormat.RFC4180.parse(reader);
        this.records = parser.iterator();
        this.header = header();
    }

    private List<@Nullable String> header() {
        CSVRecord first = nextRecord();
        if (first == null) {
            throw new CaseFileException(file, 0, null, "is empty: its first line must name the columns");
        }
        List<String> theirs = first.stream()
                .map(name -> name.replace(BYTE_ORDER_MARK, "").strip())
                .toList();
        var seen = new HashSet<String>();
        for (String name : theirs) {
            if (!seen.add(name)) {
                throw new CaseFileException(file, line, name, "stands twice in the header");
            }
        }
        for (String name : mapping.expected()) {
            if (!seen.contains(name)) {
                throw new CaseFileException(file, line, name, "is in the mapping, but not in the header");
            }
        }
        names = theirs;
        var ours = new ArrayList<@Nullable String>();
        theirs.forEach(name -> ours.add(mapping.ourName(name)));
        return ours;
    }

    @Override
    public @Nullable Row next() {
        CSVRecord row = nextRecord();
        if (row == null) {
            return null;
        }
        if (row.size() != header.size()) {
            throw new CaseFileException(
                    file, line, null, "has " + row.size() + " values, but the header names " + header.size());
        }
        var values = new LinkedHashMap<String, String>(header.size() * 2);
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name != null && !row.get(i).isEmpty()) {
                values.put(name, row.get(i));
            }
        }
        return new Row(file, line, values, mapping);
    }

    private @Nullable CSVRecord nextRecord() {
        try {
            line = parser.getCurrentLineNumber() + 1;
            while (records.hasNext()) {
                CSVRecord row = records.next();
                requireUtf8(row);
                if (row.size() > 1 || !row.get(0).isBlank()) {
                    return row;
                }
                line = parser.getCurrentLineNumber() + 1;
            }
            return null;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new CaseFileException(file, line, null, "is not CSV: " + e.getMessage());
        }
    }

    private void requireUtf8(CSVRecord row) {
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i).contains(NOT_UTF_8)) {
                String column = i < names.size() ? names.get(i) : null;
                throw new CaseFileException(file, line, column, "is not UTF-8, which is expected");
            }
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
