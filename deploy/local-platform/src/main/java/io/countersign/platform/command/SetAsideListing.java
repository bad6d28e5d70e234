package io.countersign.platform.command;

import io.countersign.platform.home.Json;
import io.countersign.platform.setaside.SetAside;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** What is set aside, as a table or as JSON. */
abstract class SetAsideListing implements Callable<Integer> {

    private static final String ALL = "all";
    private static final List<String> STATES = List.of("open", "replayed", "dismissed", ALL);
    private static final String LINE = "%-36s  %-9s  %-20s  %-32s  %s%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final SetAsideAccess access = new SetAsideAccess();

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
        Map<String, String> query = new HashMap<>(filters());
        query.put("state", state.equals(ALL) ? "" : state);
        List<JsonNode> found = access.api(kind()).list(query, limit);
        if (json) {
            System.out.println(Json.READABLE.writeValueAsString(found));
        } else {
            print(found);
        }
        return 0;
    }

    abstract SetAside kind();

    /** What else is asked for, by the API's names. */
    abstract Map<String, String> filters();

    abstract Row heading();

    abstract Row row(JsonNode one);

    private void print(List<JsonNode> found) {
        if (found.isEmpty()) {
            String which = state.equals(ALL) ? "" : state + " ";
            System.out.println("There are no " + which + kind().called() + "s.");
            return;
        }
        heading().print();
        found.forEach(one -> row(one).print());
    }

    /** One line of the table. */
    record Row(String id, String state, String at, String what, String why) {

        void print() {
            System.out.printf(LINE, id, state, at.replaceFirst("\\.\\d+", ""), what, oneLine(why));
        }
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > 160 ? line.substring(0, 159) + "…" : line;
    }
}
