package io.countersign.platform.command;

import io.countersign.platform.home.Json;
import io.countersign.platform.part.Status;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs. */
@Command(name = "status", description = "Shows every process, its state, its process id, and where it is reached.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "For programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Status status = Status.of(homeOption.platform());
        if (json) {
            System.out.println(Json.READABLE.writeValueAsString(status));
            return 0;
        }
        System.out.println("Countersign in " + status.home() + (status.ready() ? ": ready" : ": not ready"));
        for (Status.ProcessStatus process : status.processes()) {
            System.out.printf(
                    "  %-12s %-9s %8s  %s%n",
                    process.name(), process.state(), Objects.requireNonNullElse(process.pid(), "-"), process.address());
        }
        return 0;
    }
}
