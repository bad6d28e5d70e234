package io.countersign.platform.part;

import io.countersign.platform.process.CommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Spring Boot applications, unpacked: a fat jar takes a third longer to start. */
final class BootApp {

    private final Build build;
    private final ProgramFiles programs;

    BootApp(Build build, ProgramFiles programs) {
        this.build = build;
        this.programs = programs;
    }

    /** The jar to run, with its libraries beside it. */
    Path unpacked(String module) throws IOException {
        Path jar = build.executableJar(module);
        String name = module.substring(module.lastIndexOf('/') + 1);
        Path folder = programs.unpackedOnce(name, ProgramFiles.fingerprint(List.of(jar)), empty -> extract(jar, empty));
        return folder.resolve("app").resolve(jar.getFileName());
    }

    private static void extract(Path jar, Path into) throws IOException {
        List<String> command = Jvm.withHeap(64);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                into.resolve("app").toString()));
        OneShot.run(
                "unpacking " + jar.getFileName(),
                new CommandLine(command, Map.of(), into),
                into.resolve("extract.log"));
    }
}
