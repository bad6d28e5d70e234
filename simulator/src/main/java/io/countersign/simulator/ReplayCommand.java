package io.countersign.simulator;

import io.countersign.casefiles.CaseFileException;
import io.countersign.casefiles.CaseFiles;
import io.countersign.casefiles.ColumnMapping;
import io.countersign.simulator.replay.Replay;
import io.countersign.simulator.replay.ReplayOptions;
import io.countersign.simulator.report.ReplayReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code countersign replay}: plays a file of past cases through the running system and says what it came to. */
@Command(
        name = "countersign replay",
        description = "Plays a file of past cases through the running system, with reviewers and late outcomes.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "docs/replay.md defines every figure of the report."})
public final class ReplayCommand implements Callable<Integer> {

    private static final int INCOMPLETE = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            description = "holds predictions.csv.gz, .csv or .jsonl, and maybe labels; or such a file")
    private Path folder = Path.of(".");

    @Option(names = "--mapping", paramLabel = "FILE", description = "says which column is what, for other formats")
    private @Nullable Path mapping;

    @Option(names = "--limit", paramLabel = "N", description = "play the first N cases only")
    private long limit = Long.MAX_VALUE;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "send N cases a second at most (default: as fast as they are taken)")
    private double rate;

    @Option(
            names = "--under-way",
            paramLabel = "N",
            description = "send no more while N cases have not settled (default: ${DEFAULT-VALUE})")
    private int underWay = 5000;

    @Option(
            names = "--reviewers",
            paramLabel = "N",
            description = "people who review, 1 to 64 (default: ${DEFAULT-VALUE})")
    private int reviewers = 32;

    @Option(
            names = "--outcomes",
            paramLabel = "SHARE",
            description = "share of the cases whose ground truth follows, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double outcomes = 1;

    @Option(
            names = "--flip",
            paramLabel = "SHARE",
            description =
                    "share of the reviewers' answers changed to another label, 0 to 1 (default: ${DEFAULT-VALUE})")
    private double flip;

    @Option(names = "--seed", paramLabel = "N", description = "of every draw (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "the same name again repeats the run, which changes nothing (default: the folder's name)")
    private @Nullable String run;

    @Option(names = "--report", paramLabel = "FILE.json", description = "write the report here")
    private @Nullable Path report;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "give up when nothing has moved for so long (default: ${DEFAULT-VALUE})")
    private long patience = 300;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    /** Runs the command and exits with its code: 0 done, 1 not everything settled, lost or doubled, 2 wrong usage. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReplayCommand())
                .setExecutionExceptionHandler(ReplayCommand::explain)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        CaseFiles files = CaseFiles.at(folder, mapping == null ? ColumnMapping.none() : ColumnMapping.read(mapping));
        ReplayReport result = new Replay(target.target(), options(), System.out).play(files);
        print(result);
        if (report != null) {
            Files.writeString(
                    report,
                    JsonMapper.builder()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .build()
                                    .writeValueAsString(result.fields())
                            + "\n");
        }
        return result.integrity().lost() == 0 && result.integrity().duplicated() == 0 ? 0 : INCOMPLETE;
    }

    private ReplayOptions options() {
        String set = nameOf(folder);
        inBounds("--under-way", underWay, 1, Integer.MAX_VALUE);
        inBounds("--reviewers", reviewers, 1, 64);
        inBounds("--outcomes", outcomes, 0, 1);
        inBounds("--flip", flip, 0, 1);
        return new ReplayOptions(
                set,
                run == null ? set : run,
                limit,
                rate,
                underWay,
                reviewers,
                outcomes,
                flip,
                seed,
                Duration.ofSeconds(patience));
    }

    private void inBounds(String option, double value, double least, double most) {
        if (spec != null && !(value >= least && value <= most)) {
            throw new ParameterException(
                    spec.commandLine(), "%s must lie in %.0f to %.0f, not %s".formatted(option, least, most, value));
        }
    }

    private static String nameOf(Path folderOrFile) {
        Path name = folderOrFile.toAbsolutePath().normalize().getFileName();
        return name == null ? "cases" : name.toString().replaceFirst("\\..*", "");
    }

    private static void print(ReplayReport report) {
        System.out.println();
        report.fields().forEach((name, value) -> System.out.printf("  %-22s %s%n", name, readable(value)));
    }

    private static String readable(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Double number -> "%.4f".formatted(number);
            case Integer count -> "%,d".formatted(count);
            default -> value.toString();
        };
    }

    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (problem instanceof CaseFileException || problem instanceof IllegalStateException) {
            command.getErr().println(problem.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        }
        throw problem;
    }
}
