package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.process.CommandLine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Creates topics, registers schemas, seeds the default policy: once a home and build. */
final class Setup {

    static final String NAME = "setup";
    static final String MODULE = "deploy/platform-setup";
    private static final String MAIN = "io.countersign.setup.PlatformSetup";

    private final Home home;
    private final Build build;

    Setup(Home home, Build build) {
        this.home = home;
        this.build = build;
    }

    Task task(String kafka, String registry) {
        return new Task(
                NAME,
                List.of(Broker.NAME, Registry.NAME),
                () -> home.folder().resolve("setup").resolve(ProgramFiles.fingerprint(build.classPath(MODULE))),
                () -> commandLine(kafka, registry));
    }

    private CommandLine commandLine(String kafka, String registry) throws IOException {
        String classPath =
                build.classPath(MODULE).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> command = Jvm.withHeap(128);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, MAIN));
        return new CommandLine(
                command,
                Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka, "COUNTERSIGN_REGISTRY_URL", registry),
                home.folder());
    }
}
