package io.countersign.platform.part;

import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.LogTail;
import io.countersign.platform.process.Spawner;
import java.io.IOException;
import java.nio.file.Path;

/** Runs a program to its end. */
final class OneShot {

    private static final int LINES = 20;

    private OneShot() {}

    /** Fails with the end of the log when the program does. */
    static void run(String name, CommandLine command, Path log) throws IOException {
        Process process = Spawner.start(command, log);
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(
                        name + " failed (exit code " + code + "):\n" + String.join("\n", LogTail.of(log, LINES)));
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted", interrupted);
        }
    }
}
