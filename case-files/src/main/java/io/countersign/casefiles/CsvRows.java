package io.countersign.casefiles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    private final List<String> header;

    CsvRows(Path file, BufferedReader reader, ColumnMapping mapping) throws IOException {
        this.file = file;
        this.mapping = mapping;
        this.parser =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(reader);
        this.records = parser.iterator();
        this.header = header();
    }

    private List<String> header() {
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
                throw new CaseFileException(file, 1, name, "stands twice in the header");
            }
        }
        for (String name : mapping.expected()) {
            if (!seen.contains(name)) {
                throw new CaseFileException(file, 1, name, "is in the mapping, but not in the header");
            }
        }
        return theirs.stream().map(mapping::ourName).toList();
    }

    @Override
    public @Nullable Row next() {
        long line = parser.getCurrentLineNumber() + 1;
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
            if (!row.get(i).isEmpty()) {
                values.put(header.get(i), row.get(i));
            }
        }
        return new Row(file, line, values, mapping);
    }

    private @Nullable CSVRecord nextRecord() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new CaseFileException(file, parser.getCurrentLineNumber() + 1, null, "is not CSV: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
