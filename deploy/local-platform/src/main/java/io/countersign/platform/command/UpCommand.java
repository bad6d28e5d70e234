package io.countersign.platform.command;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.HomeLock;
import io.countersign.platform.home.Settings;
import io.countersign.platform.part.Build;
import io.countersign.platform.part.Platform;
import io.countersign.platform.part.Server;
import io.countersign.platform.part.Shutdown;
import io.countersign.platform.part.Startup;
import io.countersign.platform.part.Status;
import io.countersign.platform.part.Step;
import io.countersign.platform.process.ProcessTable;
import io.countersign.platform.process.RunningProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts what does not run. */
@Command(
        name = "up",
        description = {
            "Starts everything and returns when it is ready; run again, starts whatever is missing.",
            "Without --detach it stays, restarts what ends, and stops everything on ctrl-C."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when everything is ready, and let it run.")
    private boolean detach;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long one process may take until it is ready (${DEFAULT-VALUE}).")
    private int timeout;

    private final Console console = new Console();

    @Override
    public Integer call() throws Exception {
        Home home = homeOption.home();
        ProcessTable processes = new ProcessTable(home);
        if (!detach) {
            processes.find(Shutdown.LAUNCHER).ifPresent(other -> {
                throw new IllegalArgumentException("process " + other.pid() + " watches " + home.folder() + " already");
            });
        }
        Platform platform = prepare(home, processes);
        Foreground foreground = new Foreground(platform, processes, console);
        if (!detach) {
            foreground.stopEverythingAtExit();
        }
        start(platform, platform.steps());
        summarise(platform);
        if (!detach) {
            foreground.watch(ended -> start(platform, ended));
        }
        return 0;
    }

    private Platform prepare(Home home, ProcessTable processes) throws IOException {
        try (HomeLock _ = HomeLock.take(home)) {
            Settings kept = Settings.keptIn(home);
            Settings chosen = options.over(kept);
            Platform platform = Platform.in(home, chosen, Build.ofThisLauncher());
            if (!chosen.ports().equals(kept.ports()) && !processes.all().isEmpty()) {
                throw new IllegalArgumentException(
                        "ports cannot change while " + home.folder() + " runs: 'countersign down' first");
            }
            chosen.keepIn(home);
            endSurplus(platform, processes);
            return platform;
        }
    }

    /** Instances that are no longer asked for. */
    private void endSurplus(Platform platform, ProcessTable processes) {
        List<String> wanted = platform.servers().stream().map(Server::name).toList();
        List<RunningProcess> surplus = processes.all().stream()
                .filter(process ->
                        !wanted.contains(process.name()) && !process.name().equals(Shutdown.LAUNCHER))
                .toList();
        new Shutdown(processes, console).end(surplus, platform);
    }

    private void start(Platform platform, List<? extends Step> steps) throws IOException {
        try (HomeLock _ = HomeLock.take(platform.home())) {
            new Startup(platform.home(), console, Duration.ofSeconds(timeout)).run(steps);
            Status.keep(platform);
        }
    }

    private void summarise(Platform platform) {
        String option = System.getenv("COUNTERSIGN_HOME") == null
                ? " --home " + platform.home().folder()
                : "";
        System.out.println("Countersign is ready in " + platform.home().folder());
        System.out.println("  status   ./countersign status" + option);
        System.out.println("  token    ./countersign token ana" + option);
        System.out.println("  stop     " + (detach ? "./countersign down" + option : "ctrl-C"));
    }
}
