package io.countersign.casefiles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a file's rows one after the other. */
interface RowSource extends AutoCloseable {
    /** What a reader gives for bytes that are not UTF-8: half a surrogate pair, which no UTF-8 stands for. */
    String NOT_UTF_8 = "\uD800";

    /** The next row, or null after the last. */
    @Nullable
    Row next() throws IOException;

    @Override
    void close() throws IOException;

    /** Opens a file by what its name says it holds: CSV or JSON Lines, gzipped or not. */
    static RowSource open(Path file, ColumnMapping mapping) {
        String name = file.getFileName().toString();
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        try {
            if (plain.endsWith(".csv")) {
                return new CsvRows(file, reader(file), mapping);
            }
            if (plain.endsWith(".jsonl") || plain.endsWith(".ndjson")) {
                return new JsonLinesRows(file, reader(file), mapping);
            }
        } catch (IOException e) {
            throw new CaseFileException(file, 0, null, "cannot be read: " + e.getMessage());
        }
        throw new CaseFileException(file, 0, null, "is none of .csv, .csv.gz, .jsonl, .jsonl.gz");
    }

    @SuppressWarnings("MustBeClosed")
    private static BufferedReader reader(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) {
            try {
                bytes = new GZIPInputStream(bytes, 1 << 16);
            } catch (IOException e) {
                bytes.close();
                throw e;
            }
        }
        // An error of the decoder itself could not say the line: it reads far ahead of the rows.
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(NOT_UTF_8);
        return new BufferedReader(new InputStreamReader(bytes, decoder), 1 << 16);
    }
}
