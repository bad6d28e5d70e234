package io.countersign.platform.command;

import io.countersign.platform.home.Json;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Dead letters as a table or as JSON. */
abstract class DeadLetterListing implements Callable<Integer> {

    private static final String ALL = "all";
    private static final List<String> STATES = List.of("open", "replayed", "dismissed", ALL);
    private static final String LINE = "%-36s  %-9s  %-20s  %-32s  %s%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final DeadLetterAccess access = new DeadLetterAccess();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Of one topic, as in hitl.prediction.submitted.v1.")
    private String topic = "";

    @Option(names = "--state", paramLabel = "STATE", description = "open (the default), replayed, dismissed or all.")
    private String state = "open";

    @Option(names = "--limit", paramLabel = "N", description = "At most N; by default 100.")
    private int limit = 100;

    @Option(names = "--json", description = "A list for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!STATES.contains(state)) {
            throw new ParameterException(spec.commandLine(), "--state must be one of " + String.join(", ", STATES));
        }
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 or more");
        }
        List<JsonNode> letters = access.api().list(topic, state.equals(ALL) ? "" : state, limit);
        if (json) {
            System.out.println(Json.READABLE.writeValueAsString(letters));
        } else {
            print(letters);
        }
        return 0;
    }

    private void print(List<JsonNode> letters) {
        if (letters.isEmpty()) {
            System.out.println("There are no " + (state.equals(ALL) ? "" : state + " ") + "dead letters.");
            return;
        }
        System.out.printf(LINE, "ID", "STATE", "ARRIVED", "TOPIC", "KEY: REASON");
        letters.forEach(letter -> System.out.printf(
                LINE,
                letter.path("deadLetterId").asString(""),
                letter.path("state").asString(""),
                letter.path("arrivedAt").asString("").replaceFirst("\\.\\d+", ""),
                letter.path("topic").asString(""),
                oneLine(letter.path("key").asString("-") + ": "
                        + letter.path("reason").asString(""))));
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 160 ? line.substring(0, 159) + "…" : line;
    }
}
