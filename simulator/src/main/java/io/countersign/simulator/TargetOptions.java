package io.countersign.simulator;

import io.countersign.simulator.platform.Target;
import io.countersign.simulator.platform.Targets;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running system a command plays against. */
final class TargetOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "folder of the local platform (default: $COUNTERSIGN_HOME, else .countersign beside the launcher)")
    private @Nullable Path home;

    Path home() {
        if (home != null) {
            return home;
        }
        String configured = System.getenv("COUNTERSIGN_HOME");
        return configured != null
                ? Path.of(configured)
                : Path.of(Objects.requireNonNull(System.getProperty("countersign.root", ".")), ".countersign");
    }

    Target target() {
        return Targets.local(home());
    }
}
