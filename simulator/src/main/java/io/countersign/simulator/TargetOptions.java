package io.countersign.simulator;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which running system a command plays against. */
final class TargetOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "folder of the local platform (default: ${DEFAULT-VALUE})")
    private Path home = Path.of(".countersign");

    @Option(
            names = "--target",
            paramLabel = "local|compose",
            description = "the local platform, or docker compose on its published ports (default: ${DEFAULT-VALUE})")
    private String name = "local";

    Path home() {
        return home;
    }

    String name() {
        return name;
    }
}
