package io.countersign.platform.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.home.Home;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.ProcessMark;
import io.countersign.platform.process.Spawner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    @TempDir
    private Path folder;

    @Test
    void what_bears_the_homes_mark_ends_at_once_with_what_it_started() throws Exception {
        Home home = new Home(folder);
        List<String> deaf = List.of("sh", "-c", "trap '' TERM; sleep 120; true", ProcessMark.of(home, Broker.NAME));
        Process broker = Spawner.start(new CommandLine(deaf, Map.of(), folder), home.log(Broker.NAME));
        List<ProcessHandle> family = family(broker);

        new Sweep(home).run();

        assertThat(family).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void a_home_in_which_nothing_runs_is_swept_in_vain() throws Exception {
        new Sweep(new Home(folder.resolve("none"))).run();

        assertThat(folder.resolve("none")).doesNotExist();
    }

    /** The shell and what it waits for. */
    private static List<ProcessHandle> family(Process shell) throws InterruptedException {
        while (shell.descendants().findAny().isEmpty() && !shell.waitFor(10, TimeUnit.MILLISECONDS)) {}
        return Stream.concat(Stream.of(shell.toHandle()), shell.descendants()).toList();
    }
}
