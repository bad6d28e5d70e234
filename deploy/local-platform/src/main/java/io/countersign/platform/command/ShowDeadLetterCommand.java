package io.countersign.platform.command;

import io.countersign.platform.home.Json;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows one dead letter. */
@Command(
        name = "show",
        description = {
            "Shows one dead letter as JSON: why it is one, where it was, and its record, or its bytes in Base64 where",
            "they cannot be read. Protected groups are not shown."
        })
final class ShowDeadLetterCommand implements Callable<Integer> {

    @Mixin
    private final DeadLetterAccess access = new DeadLetterAccess();

    @Parameters(paramLabel = "ID", description = "As 'dead-letters list' prints it.")
    private String id = "";

    @Option(names = "--record", description = "Only the record, to be mended in a file.")
    private boolean recordOnly;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode letter = access.api().show(id);
        JsonNode shown = recordOnly ? letter.path("record") : letter;
        if (shown.isNull() || shown.isMissingNode()) {
            throw new IOException("The bytes of " + id + " cannot be read as a record: "
                    + letter.path("reason").asString(""));
        }
        System.out.println(Json.READABLE.writeValueAsString(shown));
        return 0;
    }
}
