package io.countersign.platform.part;

import io.countersign.platform.process.ProcessTable;
import io.countersign.platform.process.RunningProcess;
import io.countersign.platform.process.StopSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Ends what runs: first who uses others, then who is used, so that everybody can finish properly. */
public final class Shutdown {

    /** The name under which a launcher that stays in the foreground is remembered. */
    public static final String LAUNCHER = "launcher";

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ProcessTable processes;
    private final Progress progress;
    private final Duration patience;

    public Shutdown(ProcessTable processes, Progress progress) {
        this(processes, progress, PATIENCE);
    }

    /** {@code patience} is how long one process may take until it has ended by itself. */
    Shutdown(ProcessTable processes, Progress progress, Duration patience) {
        this.processes = processes;
        this.progress = progress;
        this.patience = patience;
    }

    /** Ends every process of the platform; processes of other instances that still run go first. */
    public void run(Platform platform) {
        List<RunningProcess> running = new ArrayList<>(processes.all());
        running.removeIf(process -> process.name().equals(LAUNCHER));
        platform.servers().stream()
                .flatMap(server -> processes.find(server.name()).stream())
                .filter(process -> !running.contains(process))
                .forEach(running::add);
        for (List<String> wave : waves(running)) {
            end(
                    running.stream()
                            .filter(process -> wave.contains(process.name()))
                            .toList(),
                    platform);
        }
    }

    /** Ends some processes together. */
    public void end(Collection<RunningProcess> together, Platform platform) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> ends = together.stream()
                    .map(process -> CompletableFuture.runAsync(() -> end(process, platform), threads))
                    .toList();
            CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).join();
        }
    }

    private void end(RunningProcess process, Platform platform) {
        StopSignal signal = platform.servers().stream()
                .filter(server -> server.name().equals(process.name()))
                .map(Server::signal)
                .findFirst()
                .orElse(StopSignal.TERMINATE);
        boolean byItself = signal.end(process, patience);
        processes.forget(process.name());
        progress.stopped(process.name(), byItself);
    }

    private static List<List<String>> waves(List<RunningProcess> running) {
        List<String> used = List.of(Registry.NAME, Issuer.NAME, Broker.NAME);
        List<String> users = running.stream()
                .map(RunningProcess::name)
                .filter(name -> !used.contains(name) && !name.equals(Postgres.NAME))
                .toList();
        return List.of(users, used, List.of(Postgres.NAME));
    }
}
