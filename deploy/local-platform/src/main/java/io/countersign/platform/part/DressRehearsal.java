package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Ports;
import io.countersign.platform.home.Settings;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.PortHolder;
import io.countersign.platform.process.ProcessMark;
import io.countersign.platform.process.ProcessTable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A whole platform in a home that is thrown away, with synthetic cases as fast as it takes them: what is needed only once
 * there is work is recorded as well.
 */
final class DressRehearsal implements Preparation.Rehearsal {

    static final String SIMULATOR = "simulator";
    /** Enough that every path is taken often and what is hot stands out. */
    private static final int CASES = 2_000;

    /** What everything takes together while the recordings are written. */
    private static final int MEMORY = 5_000;

    private static final Duration UNTIL_READY = Duration.ofMinutes(10);
    private static final Duration UNTIL_WRITTEN = Duration.ofMinutes(5);
    private static final Duration SETTLE = Duration.ofMillis(300);

    private final Build build;
    private final Progress progress;
    private final Home home;

    DressRehearsal(Build build, Progress progress) {
        this.build = build;
        this.progress = progress;
        this.home = new Home(build.programs().resolve("rehearsal"));
    }

    @Override
    public Recordings record() throws IOException {
        Sweep sweep = new Sweep(home);
        sweep.run();
        clear();
        FreeMemory.require(MEMORY);
        Recordings recordings =
                new Recordings(Files.createDirectories(home.folder().resolve("recordings")));
        Settings settings = Settings.standard().withPorts(Ports.anyFree(PortHolder::free));
        settings.keepIn(home);
        Platform platform = Platform.in(home, settings, build, recordings);
        Startup startup = new Startup(home, new Quiet(), UNTIL_READY);
        try (var _ = new WhenInterrupted(() -> abandon(startup, sweep))) {
            perform(platform, startup);
        } finally {
            sweep.run();
        }
        return recordings;
    }

    private void perform(Platform platform, Startup startup) throws IOException {
        long begin = System.nanoTime();
        startup.run(platform.steps());
        Status.keep(platform);
        begin = tell("start", begin);
        OneShot.run("the rehearsal's stream", stream(), home.log(SIMULATOR));
        begin = tell("cases", begin);
        Quiet ends = new Quiet();
        new Shutdown(new ProcessTable(home), ends, UNTIL_WRITTEN).run(platform);
        if (!ends.killed().isEmpty()) {
            throw new IOException(String.join(", ", ends.killed()) + " did not end in time");
        }
        tell("caches", begin);
    }

    private long tell(String done, long begin) {
        long now = System.nanoTime();
        progress.done(done, Duration.ofNanos(now - begin));
        return now;
    }

    /** What was about to start when everything was swept away may have started a moment later. */
    private void abandon(Startup startup, Sweep sweep) {
        startup.stop();
        try {
            sweep.run();
            LockSupport.parkNanos(SETTLE.toNanos());
            sweep.run();
            clear();
        } catch (IOException | UncheckedIOException failure) {
            progress.notice("the rehearsal was not cleared away: " + failure.getMessage());
        }
        progress.notice("interrupted: everything will start slowly until 'countersign prepare' has run");
    }

    @Override
    public void clear() throws IOException {
        ProgramFiles.deleteTree(home.folder());
    }

    private CommandLine stream() throws IOException {
        String classPath =
                build.classPath(SIMULATOR).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> command = Jvm.withHeap(512);
        command.addAll(List.of(
                ProcessMark.of(home, SIMULATOR),
                "-XX:TieredStopAtLevel=1",
                "-Dcountersign.launcher=" + build.root().resolve("countersign"),
                "-cp",
                classPath,
                "io.countersign.simulator.RehearsalCommand",
                "--home=" + home.folder(),
                "--cases=" + CASES));
        return new CommandLine(command, Map.of("COUNTERSIGN_BUILD", "never"), home.folder());
    }
}
