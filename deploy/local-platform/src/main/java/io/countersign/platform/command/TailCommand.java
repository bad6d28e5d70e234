package io.countersign.platform.command;

import io.countersign.platform.home.Json;
import io.countersign.platform.part.Platform;
import io.countersign.platform.topic.TopicReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows topics. */
@Command(
        name = "tail",
        description = "Prints the committed records of topics as JSON, one a line, as they come; ctrl-C ends it.")
final class TailCommand implements Callable<Integer> {

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @ArgGroup(multiplicity = "1")
    private Wanted wanted = new Wanted();

    @Option(names = "--from-beginning", description = "From the oldest record.")
    private boolean fromBeginning;

    @Option(names = "--limit", paramLabel = "N", description = "Ends after N records.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--no-follow", description = "Ends at the topic's present end.")
    private boolean noFollow;

    @Option(names = "--pretty", description = "Indented.")
    private boolean pretty;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Platform platform = homeOption.platform();
        TopicReader reader = new TopicReader(
                platform.server("kafka").address(), platform.server("registry").address());
        if (wanted.list) {
            reader.topics().forEach(System.out::println);
            return 0;
        }
        reader.read(wanted.topics, new TopicReader.Range(fromBeginning, !noFollow, limit), record -> {
            System.out.println((pretty ? Json.READABLE : Json.COMPACT).writeValueAsString(record));
            System.out.flush();
        });
        return 0;
    }

    /** Some topics, or the names of all. */
    private static final class Wanted {

        @Parameters(paramLabel = "TOPIC", arity = "1..*", description = "As in hitl.decision.trace.v1.")
        private List<String> topics = List.of();

        @Option(names = "--list", required = true, description = "Prints the names of all topics.")
        private boolean list;
    }
}
