package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.process.ProcessTable;
import io.countersign.platform.process.RunningProcess;
import io.countersign.platform.process.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Ends at once whatever runs in a home that nobody wants to keep, with everything that it started: also what a launcher left
 * that was killed.
 */
final class Sweep {

    private static final Duration DATABASE = Duration.ofSeconds(15);
    private static final Duration OTHERS = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Home home;
    private final ProcessTable processes;

    Sweep(Home home) {
        this.home = home;
        this.processes = new ProcessTable(home);
    }

    /** Only the database is asked, as its memory outlives its processes when they are killed. */
    void run() throws IOException {
        Postgres.adopt(home, processes);
        List<ProcessHandle> database = with(processes.find(Postgres.NAME).stream()
                        .flatMap(process -> process.handle().stream()))
                .toList();
        List<ProcessHandle> others = new ArrayList<>(
                with(marked().flatMap(process -> process.handle().stream())).toList());
        others.addAll(ProcessHandle.current().descendants().toList());
        others.removeAll(database);
        others.forEach(ProcessHandle::destroyForcibly);
        processes.find(Postgres.NAME).ifPresent(server -> StopSignal.INTERRUPT.end(server, DATABASE));
        await(others);
    }

    private Stream<RunningProcess> marked() {
        return Stream.concat(
                        Services.NAMES.stream(),
                        Stream.of(Registry.NAME, Issuer.NAME, Broker.NAME, DressRehearsal.SIMULATOR))
                .flatMap(name -> processes.find(name).stream());
    }

    private static Stream<ProcessHandle> with(Stream<ProcessHandle> parents) {
        return parents.flatMap(parent -> Stream.concat(Stream.of(parent), parent.descendants()));
    }

    private static void await(List<ProcessHandle> ended) {
        long deadline = System.nanoTime() + OTHERS.toNanos();
        while (ended.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
