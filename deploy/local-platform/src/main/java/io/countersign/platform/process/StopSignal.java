package io.countersign.platform.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** How to ask a process to end. */
public enum StopSignal {
    /** SIGTERM. */
    TERMINATE,
    /** SIGINT: PostgreSQL's fast shutdown, while its SIGTERM would wait for every connection to close. */
    INTERRUPT;

    /** Asks, waits, and kills what does not listen, with what it has started. Returns whether it ended by itself. */
    public boolean end(RunningProcess process, Duration patience) {
        ProcessHandle handle = process.handle().orElse(null);
        if (handle == null) {
            return true;
        }
        ask(handle);
        if (endedWithin(process, handle, patience)) {
            return true;
        }
        List<ProcessHandle> family =
                Stream.concat(Stream.of(handle), handle.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        endedWithin(process, handle, Duration.ofSeconds(5));
        return false;
    }

    private void ask(ProcessHandle handle) {
        if (this == TERMINATE) {
            handle.destroy();
            return;
        }
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(handle.pid()))
                    .start()
                    .waitFor();
        } catch (IOException noKill) {
            handle.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A process that nobody collects never completes its exit future, so its state is looked at as well. */
    private static boolean endedWithin(RunningProcess process, ProcessHandle handle, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                handle.onExit().get(50, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException runs) {
                if (!process.alive()) {
                    return true;
                }
            } catch (ExecutionException unknown) {
                return !process.alive();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !process.alive();
    }
}
