package io.countersign.platform.command;

import io.countersign.platform.part.Platform;
import io.countersign.platform.part.Server;
import io.countersign.platform.part.Shutdown;
import io.countersign.platform.part.StartFailed;
import io.countersign.platform.process.LogTail;
import io.countersign.platform.process.ProcessTable;
import io.countersign.platform.process.RunningProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** A launcher that stays: restarts what ends, and ends everything when it is asked to end. */
final class Foreground {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Platform platform;
    private final ProcessTable processes;
    private final Console console;
    private final AtomicBoolean stopping = new AtomicBoolean();

    Foreground(Platform platform, ProcessTable processes, Console console) {
        this.platform = platform;
        this.processes = processes;
        this.console = console;
    }

    /** Starts what is missing. */
    @FunctionalInterface
    interface Restart {
        void run(List<Server> ended) throws IOException;
    }

    /** From now on ctrl-C, SIGTERM and a failed start end every process of the home. */
    void stopEverythingAtExit() {
        RunningProcess.of(Shutdown.LAUNCHER, ProcessHandle.current()).ifPresent(processes::remember);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopEverything));
    }

    /** Never returns by itself. */
    void watch(Restart restart) throws InterruptedException {
        while (!stopping.get()) {
            Thread.sleep(LOOK_AGAIN);
            List<Server> ended = platform.servers().stream()
                    .filter(server -> processes.find(server.name()).isEmpty())
                    .toList();
            if (!ended.isEmpty() && !stopping.get()) {
                revive(ended, restart);
            }
        }
    }

    private void revive(List<Server> ended, Restart restart) throws InterruptedException {
        for (Server server : ended) {
            console.notice(server.name() + " has ended; the last lines of its log:");
            LogTail.of(platform.home().log(server.name()), 5).forEach(line -> console.notice("  | " + line));
        }
        try {
            restart.run(ended);
        } catch (StartFailed | IOException failed) {
            if (!stopping.get()) {
                console.notice(failed.getMessage());
                Thread.sleep(AFTER_FAILURE);
            }
        }
    }

    private void stopEverything() {
        stopping.set(true);
        new Shutdown(processes, console).run(platform);
        processes.forget(Shutdown.LAUNCHER);
    }
}
