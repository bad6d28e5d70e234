package io.countersign.platform.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFilesTest {

    @TempDir
    private Path folder;

    private ProgramFiles programs;

    @BeforeEach
    void open() {
        programs = new ProgramFiles(folder);
    }

    @Test
    void a_version_is_unpacked_once() throws IOException {
        Path first = unpacked("1");

        Path again = programs.unpackedOnce("program", "1", _ -> {
            throw new IOException("a second time");
        });

        assertThat(again).isEqualTo(first).isDirectoryContaining("glob:**/run");
    }

    @Test
    void what_could_not_be_unpacked_is_not_there() throws IOException {
        assertThatThrownBy(() -> programs.unpackedOnce("program", "1", empty -> {
                    Files.createFile(empty.resolve("half"));
                    throw new IOException("no more space");
                }))
                .hasMessage("no more space");

        assertThat(folder.resolve("program-1")).doesNotExist();
    }

    @Test
    void another_version_takes_the_place_of_what_nothing_runs_from() throws IOException {
        Path old = unpacked("1");
        Path otherProgram = programs.unpackedOnce("program-two", "1", _ -> {});

        Path fresh = unpacked("2");

        assertThat(old).doesNotExist();
        assertThat(Stream.of(fresh, otherProgram)).allMatch(Files::isDirectory);
    }

    @Test
    void what_a_process_runs_from_stays() throws IOException {
        Path old = unpacked("1");
        Process running =
                new ProcessBuilder("sh", "-c", "read line", old.resolve("run").toString()).start();
        try {
            unpacked("2");
        } finally {
            running.destroy();
        }

        assertThat(old).isDirectory();
    }

    private Path unpacked(String version) throws IOException {
        return programs.unpackedOnce("program", version, empty -> Files.createFile(empty.resolve("run")));
    }
}
