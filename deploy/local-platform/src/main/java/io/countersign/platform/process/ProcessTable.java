package io.countersign.platform.process;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Json;
import io.countersign.platform.home.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of a home: one file each, written right after the start. */
public final class ProcessTable {

    private final Home home;

    public ProcessTable(Home home) {
        this.home = home;
    }

    /** Remembers a process that has just been started. */
    public void remember(RunningProcess process) {
        try {
            PrivateFile.write(file(process.name()), Json.READABLE.writeValueAsString(process));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Forgets a process that has ended. */
    public void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The living process of this name: the remembered one, or one whose launcher was killed before it could remember. */
    public Optional<RunningProcess> find(String name) {
        Optional<RunningProcess> remembered = read(file(name)).filter(RunningProcess::alive);
        return remembered.isPresent() ? remembered : findByMark(name);
    }

    /** Everything that was remembered and still lives. */
    public List<RunningProcess> all() {
        if (!Files.isDirectory(home.processes())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.processes())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .flatMap(file -> read(file).stream())
                    .filter(RunningProcess::alive)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Optional<RunningProcess> findByMark(String name) {
        String mark = ProcessMark.of(home, name);
        return ProcessHandle.allProcesses()
                .filter(handle -> ProcessMark.isOn(handle, mark))
                .findFirst()
                .flatMap(handle -> RunningProcess.of(name, handle))
                .filter(RunningProcess::alive)
                .map(found -> {
                    remember(found);
                    return found;
                });
    }

    private Path file(String name) {
        return home.processes().resolve(name + ".json");
    }

    private static Optional<RunningProcess> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.READABLE.readValue(Files.readString(file), RunningProcess.class))
                    : Optional.empty();
        } catch (IOException endedBetween) {
            return Optional.empty();
        }
    }
}
