package io.countersign.platform.command;

import io.countersign.platform.home.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Replays one dead letter or refusal. */
@Command(
        name = "replay",
        description = {
            "Sends one in again, once: as it was, or mended. A dead letter goes back to its topic, a refusal to the door.",
            "To mend one: 'show ID --record > mended.json', put it right, and replay it with --mended."
        })
final class ReplaySetAsideCommand implements Callable<Integer> {

    @ParentCommand
    private SetAsideListing parent = new ListDeadLettersCommand();

    @Mixin
    private final SetAsideAccess access = new SetAsideAccess();

    @Parameters(paramLabel = "ID", description = "As 'list' prints it.")
    private String id = "";

    @Option(names = "--mended", paramLabel = "FILE.json", description = "All of it as it should have been.")
    private @Nullable Path mended;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode record = mended == null ? null : record(mended);
        access.api(parent.kind()).replay(id, record);
        System.out.println("Sent " + id + " in again" + (record == null ? "." : ", mended."));
        return 0;
    }

    private static JsonNode record(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file " + file);
        }
        try {
            JsonNode json = Json.COMPACT.readTree(Files.readAllBytes(file));
            if (json == null || !json.isObject()) {
                throw new IOException(file + " must hold one JSON object: the whole record");
            }
            return json;
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
