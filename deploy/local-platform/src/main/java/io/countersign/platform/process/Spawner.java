package io.countersign.platform.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes in a session of their own: ctrl-C in the terminal reaches only the launcher, which then ends them in
 * order, and they live on when the launcher goes.
 */
public final class Spawner {

    private static final long KEPT_LOG = 32L << 20;

    private Spawner() {}

    /** Starts {@code command} with its output appended to {@code log}. */
    public static Process start(CommandLine command, Path log) throws IOException {
        rotate(log);
        List<String> detached = new ArrayList<>(ownSession());
        detached.addAll(command.arguments());
        ProcessBuilder builder = new ProcessBuilder(detached)
                .directory(command.folder().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(command.environment());
        return builder.start();
    }

    /** Both ways replace themselves by the program, so that the id stays. */
    private static List<String> ownSession() {
        if (Programs.find("setsid").isPresent()) {
            return List.of("setsid");
        }
        if (Programs.find("perl").isPresent()) {
            return List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV or die $!");
        }
        return List.of();
    }

    private static void rotate(Path log) throws IOException {
        Path folder = log.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.exists(log) && Files.size(log) > KEPT_LOG) {
            Files.move(log, Path.of(log + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
