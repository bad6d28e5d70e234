package io.countersign.platform.command;

import io.countersign.platform.home.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** Shows one dead letter or refusal. */
@Command(
        name = "show",
        description = {
            "Shows one as JSON: what is wrong with it, where it was, and what it says, or its bytes in Base64 where they",
            "cannot be read. Protected groups are not shown."
        })
final class ShowSetAsideCommand implements Callable<Integer> {

    @ParentCommand
    private SetAsideListing parent = new ListDeadLettersCommand();

    @Mixin
    private final SetAsideAccess access = new SetAsideAccess();

    @Parameters(paramLabel = "ID", description = "As 'list' prints it.")
    private String id = "";

    @Option(
            names = {"--record", "--submission"},
            description = "Only what it says, to be mended in a file.")
    private boolean recordOnly;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode letter = access.api(parent.kind()).show(id);
        JsonNode shown = recordOnly ? letter.path(parent.kind().content()) : letter;
        if (shown.isNull() || shown.isMissingNode()) {
            throw new IOException("The bytes of " + id + " cannot be read as a record: "
                    + letter.path("reason").asString("") + cut(letter));
        }
        if (letter.hasNonNull("cutFromBytes")) {
            System.err.println("Not the whole value:" + cut(letter));
        }
        System.out.println(Json.READABLE.writeValueAsString(shown));
        return 0;
    }

    private static String cut(JsonNode letter) {
        return letter.hasNonNull("cutFromBytes")
                ? " It was cut from " + letter.path("cutFromBytes").asInt()
                        + " bytes to fit into a dead letter, and can only be replayed mended."
                : "";
    }
}
