package io.countersign.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.platform.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {

    @TempDir
    Path folder;

    private Home home;
    private ProcessTable table;
    private Process process;
    private RunningProcess running;

    @BeforeEach
    void startAProcess() throws IOException {
        home = new Home(folder);
        table = new ProcessTable(home);
        // The mark is the second argument of a shell that does nothing with it.
        List<String> command = List.of("sh", "-c", "echo started; sleep 120; true", ProcessMark.of(home, "review"));
        process = Spawner.start(new CommandLine(command, Map.of(), folder), home.log("review"));
        // In the instant in which setsid gives way to the shell, the system knows no arguments of either.
        await().until(() -> Files.readString(home.log("review")).contains("started"));
        running = RunningProcess.of("review", process.toHandle()).orElseThrow();
    }

    @AfterEach
    void endIt() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    @Test
    void aRememberedProcessIsFoundByAnotherLauncher() {
        table.remember(running);

        assertThat(new ProcessTable(home).find("review")).contains(running);
        assertThat(table.all()).containsExactly(running);
    }

    @Test
    void aProcessWhoseLauncherWasKilledBeforeItCouldRememberIsFoundByItsMark() {
        assertThat(table.find("review")).map(RunningProcess::pid).contains(process.pid());
    }

    @Test
    void aStrangerWithTheSameIdIsNotOurs() {
        RunningProcess before =
                new RunningProcess("review", process.pid(), running.startedAt().minus(Duration.ofMinutes(5)));

        assertThat(before.alive()).isFalse();
        assertThat(running.alive()).isTrue();
    }

    @Test
    void aKilledProcessIsGone() throws InterruptedException {
        table.remember(running);

        process.destroyForcibly().waitFor();

        assertThat(table.find("review")).isEmpty();
        assertThat(table.all()).isEmpty();
    }

    @Test
    void whatIsAskedToEndEnds() {
        assertThat(StopSignal.TERMINATE.end(running, Duration.ofSeconds(10))).isTrue();
        assertThat(running.alive()).isFalse();
    }

    @Test
    void anotherHomeSeesNothingOfIt(@TempDir Path other) {
        table.remember(running);

        assertThat(new ProcessTable(new Home(other)).find("review")).isEmpty();
    }
}
