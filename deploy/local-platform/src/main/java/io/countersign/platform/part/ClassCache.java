package io.countersign.platform.part;

import io.countersign.platform.process.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The classes of a Spring Boot application as a JVM had them loaded and linked when its context was ready (JEP 483,
 * JEP 514). With it the application starts at half the cost; without it, or under another JDK, it starts as ever.
 *
 * @param jar the unpacked application
 */
record ClassCache(Path jar) {

    /** Made by one JDK, of no use to another. */
    private Path file() {
        return jar.resolveSibling("classes-" + Runtime.version() + ".aot");
    }

    boolean exists() {
        return Files.isRegularFile(file());
    }

    /** What a JVM is told so that it uses the cache; nothing where there is none. */
    List<String> options() {
        return exists() ? List.of("-XX:AOTCache=" + file()) : List.of();
    }

    /**
     * Starts the application until its context is ready, connected to nothing, and keeps the classes. A run that fails or is
     * killed leaves no cache.
     */
    void make(List<String> jvmOptions, Map<String, String> environment) throws IOException {
        Path folder = Files.createTempDirectory(jar.getParent(), "classes-");
        try {
            Path fresh = folder.resolve("fresh.aot");
            List<String> command = new ArrayList<>(List.of(Build.java()));
            command.addAll(jvmOptions);
            command.addAll(List.of(
                    "-XX:AOTCacheOutput=" + fresh,
                    "-Xlog:aot=error",
                    "-Dspring.context.exit=onRefresh",
                    "-jar",
                    jar.toString()));
            OneShot.run(
                    "caching the classes of " + jar.getFileName(),
                    new CommandLine(command, environment, folder),
                    folder.resolve("training.log"));
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            ProgramFiles.deleteTree(folder);
        }
    }
}
