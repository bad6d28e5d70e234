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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Replays one dead letter. */
@Command(
        name = "replay",
        description = {
            "Sends one dead letter back to its topic, once: as it was, or mended.",
            "To mend one: 'dead-letters show ID --record > mended.json', put it right, and replay it with --mended."
        })
final class ReplayDeadLetterCommand implements Callable<Integer> {

    @Mixin
    private final DeadLetterAccess access = new DeadLetterAccess();

    @Parameters(paramLabel = "ID", description = "As 'dead-letters list' prints it.")
    private String id = "";

    @Option(names = "--mended", paramLabel = "FILE.json", description = "The whole record as it should have been.")
    private @Nullable Path mended;

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode record = mended == null ? null : record(mended);
        access.api().replay(id, record);
        System.out.println("Sent " + id + " back to its topic" + (record == null ? "." : ", mended."));
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
