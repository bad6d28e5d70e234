package io.countersign.platform.command;

import io.countersign.platform.home.Json;
import io.countersign.platform.part.Platform;
import io.countersign.platform.topic.TopicReader;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a topic. */
@Command(
        name = "tail",
        description = "Prints the committed records of a topic as JSON, one a line, as they come; ctrl-C ends it.")
final class TailCommand implements Callable<Integer> {

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Parameters(paramLabel = "TOPIC", description = "As in hitl.decision.trace.v1.")
    private String topic = "";

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
        reader.read(topic, new TopicReader.Range(fromBeginning, !noFollow, limit), record -> {
            System.out.println((pretty ? Json.READABLE : Json.COMPACT).writeValueAsString(record));
            System.out.flush();
        });
        return 0;
    }
}
