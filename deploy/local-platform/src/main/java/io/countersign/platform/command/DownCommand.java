package io.countersign.platform.command;

import io.countersign.platform.home.HomeLock;
import io.countersign.platform.part.Platform;
import io.countersign.platform.part.Shutdown;
import io.countersign.platform.process.ProcessTable;
import io.countersign.platform.process.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends what runs; the data stay. */
@Command(name = "down", description = "Stops everything in order. The data stay in the home.")
final class DownCommand implements Callable<Integer> {

    private static final Duration LAUNCHER_PATIENCE = Duration.ofSeconds(90);

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Override
    public Integer call() throws IOException {
        Platform platform = homeOption.platform();
        ProcessTable processes = new ProcessTable(platform.home());
        processes.find(Shutdown.LAUNCHER).ifPresent(launcher -> StopSignal.TERMINATE.end(launcher, LAUNCHER_PATIENCE));
        try (HomeLock _ = HomeLock.take(platform.home())) {
            new Shutdown(processes, new Console()).run(platform);
        }
        System.out.println("Nothing runs in " + platform.home().folder());
        return 0;
    }
}
