package io.countersign.casefiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A file of predictions, and the file of people's labels beside it where there is one.
 *
 * <p>A folder is searched for {@code predictions} and {@code labels} with one of the endings {@code .csv.gz}, {@code
 * .csv}, {@code .jsonl.gz}, {@code .jsonl}; a file is taken as the predictions, whatever it is called, with the labels
 * searched beside it. Both are streamed: memory holds one row, the case ids, and who labelled which case.
 */
public final class CaseFiles {
    private static final List<String> ENDINGS = List.of(".csv.gz", ".csv", ".jsonl.gz", ".jsonl");

    private final Path predictions;
    private final @Nullable Path labels;
    private final ColumnMapping mapping;

    private CaseFiles(Path predictions, @Nullable Path labels, ColumnMapping mapping) {
        this.predictions = predictions;
        this.labels = labels;
        this.mapping = mapping;
    }

    /** Finds the files of a folder, or beside a file, whose columns have the names of the format. */
    public static CaseFiles at(Path folderOrFile) {
        return at(folderOrFile, ColumnMapping.none());
    }

    /**
     * Finds the files of a folder, or beside a file.
     *
     * @throws CaseFileException if there are no predictions
     */
    public static CaseFiles at(Path folderOrFile, ColumnMapping mapping) {
        if (Files.isDirectory(folderOrFile)) {
            Path predictions = find(folderOrFile, "predictions");
            if (predictions == null) {
                throw new CaseFileException(
                        folderOrFile, 0, null, "holds no predictions.csv.gz, .csv, .jsonl.gz or .jsonl");
            }
            return new CaseFiles(predictions, find(folderOrFile, "labels"), mapping);
        }
        if (!Files.isRegularFile(folderOrFile)) {
            throw new CaseFileException(folderOrFile, 0, null, "does not exist");
        }
        return new CaseFiles(folderOrFile, find(folderOrFile.resolveSibling("."), "labels"), mapping);
    }

    private static @Nullable Path find(Path folder, String name) {
        return ENDINGS.stream()
                .map(ending -> folder.resolve(name + ending).normalize())
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    /** The file that the cases come from. */
    public Path predictions() {
        return predictions;
    }

    /**
     * The cases in the order of the file. Close the stream after use.
     *
     * @throws CaseFileException while streaming, at the first row that is wrong or repeats a case id
     */
    public Stream<Case> cases() {
        Set<String> seen = new HashSet<>();
        return rows(predictions, mapping, row -> {
            Case read = CaseRow.toCase(row);
            if (!seen.add(read.caseId())) {
                throw row.wrong("case_id", "'" + read.caseId() + "' is there twice");
            }
            return read;
        });
    }

    /**
     * People's labels in the order they were given; empty when there are none. Close the stream after use. The column
     * mapping is for predictions only: labels have the columns {@code case_id, annotator_id, label}.
     *
     * @throws CaseFileException while streaming, at the first row that is wrong or where a person labels a case once more
     */
    public Stream<HumanLabel> labels() {
        Set<List<String>> seen = new HashSet<>();
        return labelRows(row -> {
            var read = new HumanLabel(row.text("case_id"), row.text("annotator_id"), row.text("label"));
            if (!seen.add(List.of(read.caseId(), read.annotatorId()))) {
                throw row.wrong(
                        "case_id, annotator_id", "'%s' labels '%s' twice".formatted(read.annotatorId(), read.caseId()));
            }
            return read;
        });
    }

    private <T> Stream<T> labelRows(Function<Row, T> read) {
        return labels == null ? Stream.empty() : rows(labels, ColumnMapping.none(), read);
    }

    /**
     * What is wrong with a case that is wrong only beside others. Reads the file once more, for the line of the case.
     *
     * @param column by our name; the fault tells it by the file's
     */
    public CaseFileException fault(Case read, String column, String problem) {
        try (var rows = rows(predictions, mapping, Function.identity())) {
            return rows.filter(row -> read.caseId().equals(row.textOrNull("case_id")))
                    .findFirst()
                    .map(row -> row.wrong(column, problem))
                    .orElseGet(() -> new CaseFileException(predictions, 0, column, problem));
        }
    }

    /** What is wrong with people's labels as a whole. Reads their file once more, for the line of the first. */
    public CaseFileException labelsFault(String column, String problem) {
        try (var rows = labelRows(Function.identity())) {
            return rows.findFirst()
                    .map(row -> row.wrong(column, problem))
                    .orElseGet(() -> new CaseFileException(labels == null ? predictions : labels, 0, column, problem));
        }
    }

    @SuppressWarnings("MustBeClosed") // handed on: closing the stream closes the file
    private static <T> Stream<T> rows(Path file, ColumnMapping mapping, Function<Row, T> read) {
        RowSource source = RowSource.open(file, mapping);
        return StreamSupport.stream(new RowSpliterator<>(file, source, read), false)
                .onClose(() -> close(source));
    }

    private static void close(RowSource source) {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class RowSpliterator<T> extends Spliterators.AbstractSpliterator<T> {
        private final Path file;
        private final RowSource source;
        private final Function<Row, T> read;
        private long line = 1;

        RowSpliterator(Path file, RowSource source, Function<Row, T> read) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.file = file;
            this.source = source;
            this.read = read;
        }

        @Override
        public boolean tryAdvance(Consumer<? super T> action) {
            Row row;
            try {
                row = source.next();
            } catch (IOException e) {
                throw new CaseFileException(file, line + 1, null, "cannot be read further: " + e.getMessage());
            }
            if (row == null) {
                return false;
            }
            line = row.line();
            action.accept(read.apply(row));
            return true;
        }
    }
}
