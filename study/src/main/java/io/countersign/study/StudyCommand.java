package io.countersign.study;

import io.countersign.casefiles.CaseFileException;
import io.countersign.casefiles.CaseFiles;
import io.countersign.casefiles.ColumnMapping;
import io.countersign.study.html.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code study}: exit code 0 when the study was made, 1 when it could not be, 2 when asked wrongly. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Learn from past predictions and outcomes what could be automated, at what risk, with how many"
                + " reviewers.")
public final class StudyCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FOLDER-or-FILE", description = "predictions, with labels beside them")
    private Path cases = Path.of(".");

    @Option(names = "--mapping", paramLabel = "FILE", description = "properties file: our column name = the file's")
    private @Nullable Path mapping;

    @Option(names = "--budget", defaultValue = "0.10", description = "share of cases for people (${DEFAULT-VALUE})")
    private double budget;

    @Option(
            names = "--target-error",
            split = ",",
            defaultValue = "0.02,0.05",
            description = "largest error rates of automated decisions (${DEFAULT-VALUE})")
    private List<Double> targets = List.of();

    @Option(names = "--confidence", defaultValue = "0.95", description = "of the certificates (${DEFAULT-VALUE})")
    private double confidence;

    @Option(names = "--costs", paramLabel = "FILE", description = "CSV: true_label, predicted_label, cost")
    private @Nullable Path costs;

    @Option(names = "--labels", paramLabel = "N", description = "learn from N random outcomes only, score the rest")
    private @Nullable Integer labels;

    @Option(
            names = "--order",
            defaultValue = "auto",
            description = "auto, forward (a stream) or any (may be shuffled) (${DEFAULT-VALUE})")
    private String order = "auto";

    @Option(names = "--seed", defaultValue = "1", description = "of everything drawn at random (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE.json", description = "write the report as JSON")
    private @Nullable Path report;

    @Option(names = "--html", paramLabel = "FILE.html", description = "write a page to read and print")
    private @Nullable Path html;

    @Option(names = "--scores", paramLabel = "FILE.csv", description = "write the scores of every case")
    private @Nullable Path scores;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the command and ends with its exit code. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs the command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new StudyCommand())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((problem, line, parsed) -> explain(problem, err))
                .execute(args);
    }

    private static int explain(Exception problem, PrintWriter err) throws Exception {
        switch (problem) {
            case CaseFileException bad -> err.println("study: " + bad.getMessage());
            case StudyException impossible -> err.println("study: " + impossible.getMessage());
            case IOException unwritten -> err.println("study: cannot write: " + unwritten.getMessage());
            default -> throw problem;
        }
        return 1;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        PrintWriter out = line.getOut();
        PrintWriter err = line.getErr();
        requireFolders();
        StudyOptions options = options(line);
        ColumnMapping columns = mapping == null ? ColumnMapping.none() : ColumnMapping.read(mapping);
        Study.Result result =
                new Study(CaseFiles.at(cases, columns), options, words -> err.println("  " + words)).run();
        if (report != null) {
            ReportJson.write(report, result.report(), result.summary());
        }
        if (html != null) {
            Files.writeString(html, HtmlReport.of(result.report(), result.summary()));
        }
        if (scores != null) {
            ScoresFile.write(scores, result);
        }
        result.summary().forEach(sentence -> out.println(sentence + "\n"));
        return 0;
    }

    /** Before a minute of work, not after it. */
    private void requireFolders() {
        for (Path file :
                Stream.of(report, html, scores).filter(Objects::nonNull).toList()) {
            Path parent = file.toAbsolutePath().getParent();
            if (parent == null || !Files.isDirectory(parent)) {
                throw new StudyException("cannot write " + file + ": there is no folder " + parent);
            }
        }
    }

    private StudyOptions options(CommandLine line) {
        require(line, budget > 0 && budget < 1, "--budget must lie between 0 and 1");
        require(line, confidence > 0 && confidence < 1, "--confidence must lie between 0 and 1");
        require(line, targets.stream().allMatch(t -> t > 0 && t < 1), "--target-error must lie between 0 and 1");
        require(line, labels == null || labels >= 50, "--labels must be 50 or more");
        require(line, List.of("auto", "forward", "any").contains(order), "--order is auto, forward or any");
        return new StudyOptions(
                budget,
                targets,
                confidence,
                costs == null ? null : CostFile.read(costs),
                labels,
                TimeOrder.parse(order),
                seed);
    }

    private static void require(CommandLine line, boolean holds, String words) {
        if (!holds) {
            throw new ParameterException(line, words);
        }
    }
}
