package io.countersign.platform.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that this platform started, recognised by id and start time: an id alone may belong to a stranger after a
 * restart of the machine.
 *
 * @param name its name within the platform, as in {@code routing} or {@code routing-1}
 * @param pid operating system id
 * @param startedAt when the operating system says that it began
 */
public record RunningProcess(String name, long pid, Instant startedAt) {

    /** The system's start time is derived from a boot time that moves a little when the clock is set. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(3);

    /** A process of this name, as long as it lives. */
    public static Optional<RunningProcess> of(String name, ProcessHandle handle) {
        return handle.info().startInstant().map(start -> new RunningProcess(name, handle.pid(), start));
    }

    /** The operating system's handle, empty when this process has ended. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::startedWhenRecorded)
                .filter(handle -> !zombie());
    }

    /** Whether it still runs. */
    public boolean alive() {
        return handle().isPresent();
    }

    private boolean startedWhenRecorded(ProcessHandle handle) {
        return handle.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_STEP) < 0)
                .orElse(false);
    }

    /** In containers nobody may collect what has ended: such a process has an id and does nothing. */
    private boolean zombie() {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String line = Files.readString(stat);
            return line.startsWith("Z", line.lastIndexOf(')') + 2);
        } catch (IOException noSuchFileHere) {
            return false;
        }
    }
}
