package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.LogTail;
import io.countersign.platform.process.PortHolder;
import io.countersign.platform.process.ProcessTable;
import io.countersign.platform.process.RunningProcess;
import io.countersign.platform.process.Spawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Brings up whatever does not run, each step as soon as what it needs is ready. */
public final class Startup {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOG_LINES = 25;

    private final Home home;
    private final ProcessTable processes;
    private final Progress progress;
    private final Duration patience;
    private volatile boolean stopped;

    /** {@code patience} is how long one process may take until it is ready. */
    public Startup(Home home, Progress progress, Duration patience) {
        this.home = home;
        this.processes = new ProcessTable(home);
        this.progress = progress;
        this.patience = patience;
    }

    /** Nothing is started from now on. */
    void stop() {
        stopped = true;
    }

    /** Returns when everything is ready; fails with the first step that failed. */
    public void run(List<? extends Step> steps) {
        requireFreePorts(steps);
        Map<String, CompletableFuture<Void>> done = new HashMap<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Step step : steps) {
                CompletableFuture<?>[] before = step.needs().stream()
                        .map(done::get)
                        .filter(Objects::nonNull)
                        .toArray(CompletableFuture<?>[]::new);
                CompletableFuture<Void> future =
                        CompletableFuture.allOf(before).thenRunAsync(() -> bringUp(step), threads);
                done.put(step.name(), future);
                all.add(future);
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof StartFailed failed ? failed : failure;
        }
    }

    private void bringUp(Step step) {
        requireNotStopped(step);
        try {
            switch (step) {
                case Server server -> bringUp(server);
                case Task task -> carryOut(task);
            }
        } catch (IOException failure) {
            throw new StartFailed(step.name(), String.valueOf(failure.getMessage()), List.of());
        }
    }

    private void bringUp(Server server) throws IOException {
        long begin = System.nanoTime();
        RunningProcess running = processes.find(server.name()).orElse(null);
        boolean ranBefore = running != null && server.isReady();
        for (int attempt = 1; running == null || !readyBeforeItEnds(server, running); attempt++) {
            if (running != null && attempt > server.attempts()) {
                throw failed(server, "ended at once");
            }
            running = start(server);
        }
        progress.ready(
                server.name(),
                server.address(),
                ranBefore ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Looked at before anything starts, so that a taken port is told at once and not after the rest is up. */
    private void requireFreePorts(List<? extends Step> steps) {
        for (Step step : steps) {
            if (step instanceof Server server && processes.find(server.name()).isEmpty()) {
                requireFreePorts(server);
            }
        }
    }

    private static void requireFreePorts(Server server) {
        for (int port : server.ports()) {
            if (!PortHolder.free(port)) {
                throw new StartFailed(server.name(), taken(server, port), List.of());
            }
        }
    }

    private void requireNotStopped(Step step) {
        if (stopped) {
            throw new StartFailed(step.name(), "not started, as everything is to end", List.of());
        }
    }

    private RunningProcess start(Server server) throws IOException {
        requireNotStopped(server);
        requireFreePorts(server);
        CommandLine command = server.preparation().commandLine();
        Process process = Spawner.start(command, home.log(server.name()));
        RunningProcess started =
                RunningProcess.of(server.name(), process.toHandle()).orElseThrow(() -> failed(server, "ended at once"));
        processes.remember(started);
        progress.starting(server.name(), started.pid());
        return started;
    }

    private static String taken(Server server, int port) {
        return "port " + port + " is taken by " + PortHolder.describe(port)
                + "; free it, or choose another with --port " + server.name() + "=N or --port-base N";
    }

    /** False when the process ended; fails when it takes too long. */
    private boolean readyBeforeItEnds(Server server, RunningProcess running) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (running.alive()) {
            if (server.isReady()) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                throw failed(server, "is not ready after " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return false;
    }

    private void carryOut(Task task) throws IOException {
        long begin = System.nanoTime();
        Path note = task.note().file();
        if (Files.exists(note)) {
            return;
        }
        OneShot.run(task.name(), task.preparation().commandLine(), home.log(task.name()));
        Path folder = note.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.createFile(note);
        progress.done(task.name(), Duration.ofNanos(System.nanoTime() - begin));
    }

    private StartFailed failed(Server server, String reason) {
        Path log = home.log(server.name());
        return new StartFailed(server.name(), reason + "; its log " + log + " ends with", LogTail.of(log, LOG_LINES));
    }
}
